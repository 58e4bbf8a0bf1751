"use client";

import { Download } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import { type ProblemData, problemFrom } from "#components/api/problem.ts";
import { ProblemView } from "#components/problem/problem-view.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { ImportPreview } from "#lib/retention/document.ts";
import { Changes } from "./changes.tsx";
import { YamlIssues } from "./yaml-issues.tsx";

interface YamlEditorProps {
  /** All that holds, as a file. */
  readonly yaml: string;
  /** A file is mounted: what it says can only be changed there. */
  readonly mounted: boolean;
  readonly mayImport: boolean;
}

/** Everything about retention as one file: to copy, to change, and to import after a look at what changes. */
export function YamlEditor({ yaml, mounted, mayImport }: YamlEditorProps) {
  const t = useTranslations("retention.yaml");
  const router = useRouter();
  const toast = useToast();
  const [text, setText] = useState(yaml);
  const [checked, setChecked] = useState<{ readonly text: string; readonly preview: ImportPreview } | null>(
    null,
  );
  const [problem, setProblem] = useState<ProblemData | null>(null);
  const [busy, setBusy] = useState(false);
  // What was looked at is what was typed then.
  const preview = checked?.text === text ? checked.preview : null;

  const ask = async (method: "POST" | "PUT", body: unknown): Promise<ImportPreview | null> => {
    setBusy(true);
    setProblem(null);
    try {
      return await apiFetch<ImportPreview>("/api/retention/import", { method, body });
    } catch (error) {
      setProblem(problemFrom(error));
      return null;
    } finally {
      setBusy(false);
    }
  };
  const check = async () => {
    const answer = await ask("POST", { yaml: text });
    if (answer !== null) setChecked({ text, preview: answer });
  };
  const apply = async () => {
    if (preview?.ok !== true) return;
    const answer = await ask("PUT", { yaml: text, seen: preview.revision });
    if (answer === null) return;
    if (!answer.ok) return setChecked({ text, preview: answer });
    toast(t("applied"));
    setChecked(null);
    router.refresh();
  };
  const wrong = preview?.ok === false ? preview.issues : [];
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="min-w-0 space-y-3">
        <Field label={t("label")} hint={t("description")}>
          {(control) => (
            <Textarea
              {...control}
              value={text}
              readOnly={mounted}
              onChange={({ target }) => setText(target.value)}
              rows={24}
              spellCheck={false}
              autoCapitalize="none"
              wrap="off"
              aria-invalid={wrong.length > 0 || undefined}
              className="font-mono text-[0.8125rem] leading-5"
            />
          )}
        </Field>
        <div className="flex flex-wrap gap-2">
          {!mounted && (
            <Button variant={preview === null ? "primary" : "secondary"} busy={busy} onClick={check}>
              {t("check")}
            </Button>
          )}
          <a href="/api/retention/export" download className={buttonClass()}>
            <Download aria-hidden className="size-4 text-muted" />
            {t("download")}
          </a>
        </div>
      </div>
      <div aria-live="polite" className="min-w-0 space-y-3">
        {problem !== null && <ProblemView problem={problem} as="box" />}
        {wrong.length > 0 && (
          <Callout tone="danger" title={t("wrong", { count: wrong.length })}>
            <YamlIssues issues={wrong} />
          </Callout>
        )}
        {preview?.ok === true && preview.changes.length === 0 && (
          <Callout tone="success">{t("nothing")}</Callout>
        )}
        {preview?.ok === true && preview.changes.length > 0 && (
          <>
            <Changes changes={preview.changes} />
            {mayImport ? (
              <Button variant="primary" busy={busy} onClick={apply}>
                {t("apply")}
              </Button>
            ) : (
              <Callout>{t("onlyAdministrators")}</Callout>
            )}
          </>
        )}
      </div>
    </div>
  );
}

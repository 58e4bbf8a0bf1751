"use client";

import { Plus, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import { type ProblemData, problemFrom } from "#components/api/problem.ts";
import { usePatternProblem } from "#components/problem/pattern-problem.ts";
import { ProblemView } from "#components/problem/problem-view.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { CodeInput } from "#components/ui/input.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useFocusOn, wrongField } from "#components/ui/use-focus-on.ts";
import type { ProtectedPattern } from "#lib/oci/retention/protected-pattern.ts";
import { inputOf, type ProtectionValues, problemsOf, suggestions, valuesOf } from "./protection-values.ts";

/** The patterns that administrators protect, to be changed together. */
export function ProtectionForm({ patterns }: { readonly patterns: readonly ProtectedPattern[] }) {
  const t = useTranslations("settings.protection");
  const router = useRouter();
  const toast = useToast();
  const [form, focusOn] = useFocusOn<HTMLFormElement>();
  const [rows, setRows] = useState<readonly ProtectionValues[]>(patterns.map(valuesOf));
  const [saved, setSaved] = useState(rows);
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemData | null>(null);
  const add = (tags: string) => {
    const key = Math.max(-1, ...rows.map((row) => row.key)) + 1;
    setRows([...rows, { key, tags, registries: "", repositories: "" }]);
    if (tags === "") focusOn(`[data-row="${key}"] input`);
  };
  const change = (next: ProtectionValues) => setRows(rows.map((row) => (row.key === next.key ? next : row)));
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    setProblem(null);
    if (rows.some((row) => problemsOf(row).size > 0)) {
      focusOn(wrongField);
      return;
    }
    setBusy(true);
    try {
      await apiFetch("/api/settings/protection", { method: "PUT", body: { protect: rows.map(inputOf) } });
      setSaved(rows);
      toast(t("saved"));
      router.refresh();
    } catch (error) {
      setProblem(problemFrom(error));
    } finally {
      setBusy(false);
    }
  };
  const offered = suggestions.filter((tags) => !rows.some((row) => row.tags.trim() === tags));
  const changed = JSON.stringify(rows.map(inputOf)) !== JSON.stringify(saved.map(inputOf));
  return (
    <form ref={form} method="post" onSubmit={save} noValidate className="space-y-4">
      {problem !== null && <ProblemView problem={problem} as="box" />}
      {rows.length === 0 ? (
        <p className="text-muted">{t("empty")}</p>
      ) : (
        <ul aria-label={t("list")} className="divide-y divide-line rounded-lg border border-line bg-raised">
          {rows.map((row, position) => (
            <Row
              key={row.key}
              row={row}
              number={position + 1}
              asked={asked}
              change={change}
              remove={() => setRows(rows.filter((its) => its.key !== row.key))}
            />
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={() => add("")}>
          <Plus aria-hidden className="size-4 text-muted" />
          {t("add")}
        </Button>
        {offered.length > 0 && <span className="ml-2 text-muted text-xs">{t("suggest")}</span>}
        {offered.map((tags) => (
          <Button
            key={tags}
            size="small"
            aria-label={t("suggestOne", { pattern: tags })}
            onClick={() => add(tags)}
          >
            <Plus aria-hidden className="size-3.5 text-muted" />
            <code>{tags}</code>
          </Button>
        ))}
      </div>
      <div className="flex items-center gap-3 border-line border-t pt-4">
        <Button type="submit" variant="primary" busy={busy} disabled={!changed}>
          {t("save")}
        </Button>
        {changed && <span className="text-muted text-xs">{t("unsaved")}</span>}
      </div>
    </form>
  );
}

interface RowProps {
  readonly row: ProtectionValues;
  /** From 1. */
  readonly number: number;
  readonly asked: boolean;
  readonly change: (row: ProtectionValues) => void;
  readonly remove: () => void;
}

function Row({ row, number, asked, change, remove }: RowProps) {
  const t = useTranslations("settings.protection");
  // What is wrong is said as it is in rules.
  const wrong = useTranslations("retention.problem");
  const patternProblem = usePatternProblem();
  const problems = problemsOf(row);
  const errorOf = (field: string) => {
    const code = problems.get(field);
    // What is empty is no mistake before one has asked to save it.
    if (code === undefined || (!asked && row.tags === "")) return undefined;
    if (code === "too_small") return wrong("empty");
    return patternProblem(code) ?? wrong(field === "registries" ? "slug" : "other");
  };
  return (
    <li data-row={row.key} aria-label={t("row", { number })} className="flex items-start gap-2 px-4 py-3">
      <div className="grid min-w-0 flex-1 gap-3 sm:grid-cols-3">
        {(["tags", "repositories", "registries"] as const).map((name) => (
          <Field key={name} label={t(name)} hint={t(`${name}Hint`)} error={errorOf(name)}>
            {(control) => (
              <CodeInput
                {...control}
                value={row[name]}
                placeholder={name === "tags" ? undefined : t("all")}
                onChange={({ target }) => change({ ...row, [name]: target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <IconButton label={t("remove", { pattern: row.tags })} onClick={remove} className="-mt-1">
        <Trash2 aria-hidden />
      </IconButton>
    </li>
  );
}

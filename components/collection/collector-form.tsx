"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import { type ProblemData, problemFrom } from "#components/api/problem.ts";
import { ProblemView } from "#components/problem/problem-view.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useFocusOn, wrongField } from "#components/ui/use-focus-on.ts";
import type { CollectorState } from "#lib/cleanup/collection/collection-types.ts";
import { CollectorFields } from "./collector-fields.tsx";
import { draftOf, valuesOf } from "./collector-values.ts";

interface CollectorFormProps {
  readonly registry: { readonly slug: string; readonly name: string };
  readonly collector: CollectorState;
  readonly onClose: () => void;
}

/** Says how a registry's garbage is collected. */
export function CollectorForm({ registry, collector, onClose }: CollectorFormProps) {
  const t = useTranslations("collection.settings");
  const client = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const [form, focusOn] = useFocusOn<HTMLFormElement>();
  const [values, setValues] = useState(valuesOf(collector.setting));
  const [problem, setProblem] = useState<ProblemData | null>(null);
  const [saving, setSaving] = useState(false);
  const issues = problem?.issues ?? [];
  const errorOf = (field: string) => {
    const issue = issues.find(({ path }) => path === field);
    if (issue === undefined) return undefined;
    const key = `problem.${issue.code}` as "problem.NAME_INVALID";
    return t.has(key) ? t(key) : issue.message;
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setSaving(true);
    setProblem(null);
    try {
      await apiFetch<CollectorState>(`/api/registries/${registry.slug}/collection`, {
        method: "PUT",
        body: draftOf(values),
      });
      toast(t("saved", { name: registry.name }));
      void client.invalidateQueries({ queryKey: ["collection", registry.slug] });
      router.refresh();
      onClose();
    } catch (error) {
      setProblem(problemFrom(error));
      setSaving(false);
      focusOn(wrongField);
    }
  };
  return (
    <form
      ref={form}
      method="post"
      onSubmit={save}
      noValidate
      className="space-y-5 rounded-lg border border-line bg-raised p-4"
    >
      {problem !== null &&
        (issues.length > 0 ? (
          <Callout tone="danger" role="alert">
            {t("fix")}
          </Callout>
        ) : (
          <ProblemView problem={problem} as="box" />
        ))}
      <CollectorFields
        values={values}
        change={(to) => setValues((before) => ({ ...before, ...to }))}
        errorOf={errorOf}
        hasSecret={collector.hasWebhookSecret}
      />
      <div className="flex flex-wrap gap-2 border-line border-t pt-4">
        <Button type="submit" variant="primary" busy={saving}>
          {t("save")}
        </Button>
        <Button onClick={onClose}>{t("cancel")}</Button>
      </div>
    </form>
  );
}

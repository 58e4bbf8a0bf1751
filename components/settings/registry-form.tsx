"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import { type ProblemData, problemFrom } from "#components/api/problem.ts";
import { ProblemView } from "#components/problem/problem-view.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useFocusOn, wrongField } from "#components/ui/use-focus-on.ts";
import type { RegistrySetting } from "#lib/settings/types.ts";
import { ConnectionCheck } from "./connection-check.tsx";
import { RegistryFields } from "./registry-fields.tsx";
import {
  draftOf,
  emptyValues,
  type RegistryValues,
  slugFrom,
  valuesOf,
  withName,
} from "./registry-values.ts";
import { RemoveRegistry } from "./remove-registry.tsx";
import { useConnectionCheck } from "./use-connection-check.ts";

/** Adds a registry, or changes one that is stored. */
export function RegistryForm({ setting }: { readonly setting: RegistrySetting | null }) {
  const t = useTranslations("settings");
  const router = useRouter();
  const toast = useToast();
  const [form, focusOn] = useFocusOn<HTMLFormElement>();
  const [values, setValues] = useState(setting === null ? emptyValues : valuesOf(setting));
  const [slugTouched, setSlugTouched] = useState(setting !== null);
  const [problem, setProblem] = useState<ProblemData | null>(null);
  const [saving, setSaving] = useState(false);
  const check = useConnectionCheck();
  const locked = setting !== null && setting.origin !== "database";

  const change = (to: Partial<RegistryValues>) => {
    if (to.slug !== undefined) setSlugTouched(true);
    const derived = to.name !== undefined && !slugTouched ? { slug: slugFrom(to.name) } : {};
    setValues((before) => ({ ...before, ...to, ...derived }));
  };
  const show = (next: ProblemData | null) => {
    setProblem(next);
    if (next?.issues !== undefined) focusOn(wrongField);
  };
  const errorOf = (field: string) => {
    const issue = problem?.issues?.find(({ path }) => path === field || path.startsWith(`${field}.`));
    if (issue === undefined) return undefined;
    const key = `problem.${issue.code}`;
    return t.has(key as "problem.URL_INVALID") ? t(key as "problem.URL_INVALID") : issue.message;
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setSaving(true);
    show(null);
    try {
      const saved = await apiFetch<RegistrySetting>(
        setting === null ? "/api/registries" : `/api/registries/${setting.slug}`,
        { method: setting === null ? "POST" : "PUT", body: draftOf(values) },
      );
      toast(t(setting === null ? "form.created" : "form.saved", { name: saved.name }));
      router.push("/settings/registries");
      router.refresh();
    } catch (error) {
      setSaving(false);
      show(problemFrom(error));
    }
  };
  const startCheck = async () => {
    show(null);
    const named = withName(values);
    setValues(named);
    const failure = await check.start(
      locked ? `/api/registries/${setting.slug}/check` : "/api/registry-check",
      locked ? undefined : draftOf(named),
    );
    if (failure !== undefined) show(failure);
  };
  const inFields = (problem?.issues ?? []).some(({ path }) => path !== "");
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <form ref={form} method="post" onSubmit={save} noValidate className="space-y-6">
        {locked && (
          <Callout title={t("form.lockedTitle")}>
            {t(setting.origin === "file" ? "list.lockedByFile" : "list.lockedByEnvironment")}
          </Callout>
        )}
        {problem !== null &&
          (inFields ? (
            <Callout tone="danger" role="alert">
              {t("form.fix")}
            </Callout>
          ) : (
            <ProblemView problem={problem} as="box" />
          ))}
        <fieldset disabled={locked} className="min-w-0">
          <RegistryFields
            values={values}
            change={change}
            errorOf={errorOf}
            storedSlug={setting?.slug ?? null}
            hasPassword={setting?.hasPassword ?? false}
          />
        </fieldset>
        <div className="flex flex-wrap gap-2 border-line border-t pt-4">
          {!locked && (
            <Button type="submit" variant="primary" busy={saving}>
              {t(setting === null ? "form.create" : "form.save")}
            </Button>
          )}
          <Link href="/settings/registries" className={buttonClass()}>
            {t("form.cancel")}
          </Link>
        </div>
        {setting !== null && !locked && <RemoveRegistry setting={setting} />}
      </form>
      <ConnectionCheck steps={check.steps} state={check.state} problem={check.problem} onStart={startCheck} />
    </div>
  );
}

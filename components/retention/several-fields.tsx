"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Field } from "#components/ui/field.tsx";
import { CodeInput, Input, Select } from "#components/ui/input.tsx";
import type { AgesDraft, NewestDraft } from "./draft.ts";

interface SeveralProps {
  readonly label: string;
  readonly hint: string;
  readonly errorOf: (within: string) => string | undefined;
}

/** How long ago something was: longer than, not longer than, or between. */
export function AgesFields({
  ages,
  change,
  ...group
}: SeveralProps & { readonly ages: AgesDraft; readonly change: (ages: AgesDraft) => void }) {
  const t = useTranslations("retention.condition");
  return (
    <Group {...group}>
      <div className="grid gap-3 sm:grid-cols-2">
        {(["olderThan", "newerThan"] as const).map((name) => (
          <Field key={name} label={t(name)} hint={t("ageHint")} error={group.errorOf(`.${name}`)}>
            {(control) => (
              <CodeInput
                {...control}
                value={ages[name]}
                onChange={({ target }) => change({ ...ages, [name]: target.value })}
                placeholder={t("ageExample")}
              />
            )}
          </Field>
        ))}
      </div>
    </Group>
  );
}

/** How many of the newest, by what, and counted in what. */
export function NewestFields({
  newest,
  change,
  ...group
}: SeveralProps & { readonly newest: NewestDraft; readonly change: (newest: NewestDraft) => void }) {
  const t = useTranslations("retention.condition");
  return (
    <Group {...group}>
      <div className="grid gap-3 sm:grid-cols-[6rem_minmax(0,1fr)_minmax(0,1fr)]">
        <Field label={t("count")} error={group.errorOf(".count")}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              value={newest.count}
              onChange={({ target }) => change({ ...newest, count: target.value })}
              autoComplete="off"
              className="tabular"
            />
          )}
        </Field>
        <Field label={t("by")}>
          {(control) => (
            <Select
              {...control}
              value={newest.by}
              onChange={({ target }) => change({ ...newest, by: target.value as NewestDraft["by"] })}
            >
              <option value="version">{t("byVersion")}</option>
              <option value="created">{t("byCreated")}</option>
              <option value="pushed">{t("byPushed")}</option>
            </Select>
          )}
        </Field>
        <Field label={t("per")}>
          {(control) => (
            <Select
              {...control}
              value={newest.per}
              onChange={({ target }) => change({ ...newest, per: target.value as NewestDraft["per"] })}
            >
              <option value="none">{t("perNone")}</option>
              <option value="major">{t("perMajor")}</option>
              <option value="minor">{t("perMinor")}</option>
            </Select>
          )}
        </Field>
      </div>
    </Group>
  );
}

function Group({ label, hint, errorOf, children }: SeveralProps & { readonly children: ReactNode }) {
  const error = errorOf("");
  return (
    <fieldset className="min-w-0 space-y-1.5">
      <legend className="mb-1.5 font-medium">{label}</legend>
      {children}
      {error !== undefined && <p className="text-danger text-xs">{error}</p>}
      <p className="text-muted text-xs">{hint}</p>
    </fieldset>
  );
}

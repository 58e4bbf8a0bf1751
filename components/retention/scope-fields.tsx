"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { CodeInput, Input } from "#components/ui/input.tsx";
import type { PolicyDraft } from "./draft.ts";

interface ScopeFieldsProps {
  readonly draft: PolicyDraft;
  readonly change: (to: Partial<PolicyDraft>) => void;
  readonly errorOf: (field: string) => string | undefined;
}

/** What a policy is called, and which repositories it speaks of. */
export function ScopeFields({ draft, change, errorOf }: ScopeFieldsProps) {
  const t = useTranslations("retention.editor");
  return (
    <div className="space-y-4">
      <Field label={t("name")} error={errorOf("name")}>
        {(control) => (
          <Input
            {...control}
            required
            maxLength={100}
            value={draft.name}
            onChange={({ target }) => change({ name: target.value })}
            autoComplete="off"
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        {(["repositories", "registries"] as const).map((name) => (
          <Field key={name} label={t(name)} hint={t(`${name}Hint`)} error={errorOf(name)}>
            {(control) => (
              <CodeInput
                {...control}
                value={draft[name]}
                onChange={({ target }) => change({ [name]: target.value })}
              />
            )}
          </Field>
        ))}
      </div>
    </div>
  );
}

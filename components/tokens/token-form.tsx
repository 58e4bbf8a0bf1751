"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useAccessProblem } from "#components/access/access-problem.ts";
import { useSubmit } from "#components/access/use-submit.ts";
import { usePatternProblem } from "#components/problem/pattern-problem.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { CheckboxField } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Select, Textarea } from "#components/ui/input.tsx";
import { useFocusOn, wrongField } from "#components/ui/use-focus-on.ts";
import type { TokenAction } from "#lib/access/tokens/scopes.ts";
import type { TokenSummary } from "#lib/access/tokens/tokens.ts";
import { firstValues, requestOf, type TokenValues, toggled } from "./token-values.ts";

const lifetimes = [7, 30, 90, 180, 365] as const;

/** A token that was just made. */
export interface MadeToken {
  readonly token: string;
  readonly summary: TokenSummary;
}

interface TokenFormProps {
  readonly actions: readonly TokenAction[];
  readonly registries: readonly { readonly slug: string; readonly name: string }[];
  readonly onMade: (made: MadeToken) => void;
  readonly onCancel: () => void;
}

/** What a new token is for, where, and how long. */
export function TokenForm({ actions, registries, onMade, onCancel }: TokenFormProps) {
  const t = useTranslations("tokens");
  const patternProblem = usePatternProblem();
  const { submit, problem, busy } = useSubmit<MadeToken>("POST");
  const { whole, ofField } = useAccessProblem(problem);
  const [form, focusOn] = useFocusOn<HTMLFormElement>();
  const [values, setValues] = useState(firstValues);
  const change = (to: Partial<TokenValues>) => setValues((before) => ({ ...before, ...to }));
  const make = async (event: FormEvent) => {
    event.preventDefault();
    const made = await submit("/api/tokens", requestOf(values));
    if (made === undefined) focusOn(wrongField);
    else onMade(made.answer);
  };
  const why = ({ code, message }: { readonly code: string; readonly message: string }) =>
    patternProblem(code) ?? message;
  const patternError = problem?.issues?.find(({ path }) => path.startsWith("scopes.repositories"));
  return (
    <form
      ref={form}
      method="post"
      onSubmit={make}
      className="space-y-5 rounded-lg border border-line bg-raised p-4"
    >
      <h2 className="font-semibold text-base">{t("new")}</h2>
      {whole !== undefined && (
        <Callout tone="danger" role="alert">
          {whole}
        </Callout>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("name")} hint={t("nameHint")} error={ofField("name")}>
          {(control) => (
            <Input
              {...control}
              required
              maxLength={64}
              value={values.name}
              onChange={({ target }) => change({ name: target.value })}
              autoComplete="off"
            />
          )}
        </Field>
        <Field label={t("expires")} error={ofField("days")}>
          {(control) => (
            <Select
              {...control}
              value={values.days}
              onChange={({ target }) => change({ days: Number(target.value) })}
            >
              {lifetimes.map((days) => (
                <option key={days} value={days}>
                  {t("inDays", { days })}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <fieldset className="min-w-0 space-y-3">
        <legend className="mb-2 font-medium">{t("actions")}</legend>
        <div className="grid gap-3 sm:grid-cols-2">
          {actions.map((action) => (
            <CheckboxField
              key={action}
              label={t(`action.${action}`)}
              hint={t(`actionHint.${action}`)}
              checked={values.actions.includes(action)}
              onChange={({ target }) => change({ actions: toggled(values.actions, action, target.checked) })}
            />
          ))}
        </div>
        {ofField("scopes.actions") !== undefined && (
          <p className="text-danger text-xs">{t("chooseAction")}</p>
        )}
      </fieldset>
      <fieldset className="min-w-0 space-y-2">
        <legend className="mb-2 font-medium">{t("registries")}</legend>
        <CheckboxField
          label={t("allRegistries")}
          hint={t("allRegistriesHint")}
          checked={values.allRegistries}
          onChange={({ target }) => change({ allRegistries: target.checked })}
        />
        {!values.allRegistries && (
          <div className="grid gap-2 pl-6 sm:grid-cols-2">
            {registries.map(({ slug, name }) => (
              <CheckboxField
                key={slug}
                label={name}
                checked={values.registries.includes(slug)}
                onChange={({ target }) =>
                  change({ registries: toggled(values.registries, slug, target.checked) })
                }
              />
            ))}
          </div>
        )}
        {ofField("scopes.registries") !== undefined && (
          <p className="text-danger text-xs">{t("chooseRegistry")}</p>
        )}
      </fieldset>
      <Field
        label={t("repositories")}
        hint={t("repositoriesHint")}
        error={patternError === undefined ? undefined : t("patternInvalid", { why: why(patternError) })}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            value={values.repositories}
            onChange={({ target }) => change({ repositories: target.value })}
            placeholder={"team/*\ntools/{lint,build}"}
            spellCheck={false}
            className="font-mono text-xs"
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={busy}>
          {t("create")}
        </Button>
        <Button onClick={onCancel}>{t("cancel")}</Button>
      </div>
    </form>
  );
}

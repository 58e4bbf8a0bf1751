"use client";

import { useTranslations } from "next-intl";
import { CheckboxField } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Select } from "#components/ui/input.tsx";
import { type CollectorValues, hasVersions, kinds, namesFor } from "./collector-values.ts";

interface CollectorFieldsProps {
  readonly values: CollectorValues;
  readonly change: (to: Partial<CollectorValues>) => void;
  readonly errorOf: (field: string) => string | undefined;
  /** Whether a secret of the webhook is kept. */
  readonly hasSecret: boolean;
}

/** Everything that can be said of how a registry's garbage is collected. */
export function CollectorFields(props: CollectorFieldsProps) {
  const { values, change, errorOf } = props;
  const t = useTranslations("collection.settings");
  const technical = {
    autoComplete: "off",
    autoCapitalize: "none",
    spellCheck: false,
    className: "font-mono",
  };
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("kind")}>
          {(control) => (
            <Select
              {...control}
              value={values.kind}
              onChange={({ target }) =>
                change({ kind: kinds.find((kind) => kind === target.value) ?? "plain" })
              }
            >
              {kinds.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`kinds.${kind}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {hasVersions(values.kind) && (
          <Field label={t("major")}>
            {(control) => (
              <Select
                {...control}
                value={values.major}
                onChange={({ target }) => change({ major: target.value === "3" ? 3 : 2 })}
              >
                <option value={2}>{t("majors.2")}</option>
                <option value={3}>{t("majors.3")}</option>
              </Select>
            )}
          </Field>
        )}
        {namesFor(values.kind).map((name) => (
          <Field
            key={name}
            label={t(name)}
            error={errorOf(name)}
            {...(name === "config" || name === "storage" ? { hint: t(`${name}Hint`) } : {})}
          >
            {(control) => (
              <Input
                {...control}
                {...technical}
                value={values[name]}
                onChange={({ target }) => change({ [name]: target.value })}
              />
            )}
          </Field>
        ))}
        <Field label={t("every")} hint={t("everyHint")} error={errorOf("everyHours")}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              value={values.everyHours}
              onChange={({ target }) => change({ everyHours: target.value })}
            />
          )}
        </Field>
        <Field label={t("atMost")} error={errorOf("hoursAtMost")}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              value={values.hoursAtMost}
              onChange={({ target }) => change({ hoursAtMost: target.value })}
            />
          )}
        </Field>
      </div>
      <CheckboxField
        label={t("deleteUntagged")}
        checked={values.deleteUntagged}
        onChange={({ target }) => change({ deleteUntagged: target.checked })}
      />
      <Field label={t("webhook")} hint={t("webhookHint")} error={errorOf("webhook")}>
        {(control) => (
          <Input
            {...control}
            {...technical}
            inputMode="url"
            placeholder="https://hooks.example.com/collect"
            value={values.webhook}
            onChange={({ target }) => change({ webhook: target.value })}
          />
        )}
      </Field>
      <Secret {...props} />
    </>
  );
}

function Secret({ values, change, errorOf, hasSecret }: CollectorFieldsProps) {
  const t = useTranslations("collection.settings");
  if (values.webhook.trim() === "") return null;
  return (
    <div className="space-y-3">
      <Field
        label={t("secret")}
        hint={hasSecret ? t("secretKept") : t("secretHint")}
        error={errorOf("webhookSecret")}
      >
        {(control) => (
          <Input
            {...control}
            type="password"
            autoComplete="new-password"
            disabled={values.removeSecret}
            value={values.secret}
            onChange={({ target }) => change({ secret: target.value })}
          />
        )}
      </Field>
      {hasSecret && (
        <CheckboxField
          label={t("removeSecret")}
          checked={values.removeSecret}
          onChange={({ target }) => change({ removeSecret: target.checked })}
        />
      )}
    </div>
  );
}

"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CheckboxField } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import type { RegistryValues } from "./registry-values.ts";

interface RegistryFieldsProps {
  readonly values: RegistryValues;
  readonly change: (to: Partial<RegistryValues>) => void;
  readonly errorOf: (field: string) => string | undefined;
  /** The slug of a stored registry, which stays. */
  readonly storedSlug: string | null;
  readonly hasPassword: boolean;
}

/** Everything that can be set of a registry. */
export function RegistryFields(props: RegistryFieldsProps) {
  const { values, change, errorOf, storedSlug, hasPassword } = props;
  const t = useTranslations("settings.form");
  return (
    <div className="space-y-8">
      <Group title={t("connection")}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("name")} hint={t("nameHint")} error={errorOf("name")}>
            {(control) => (
              <Input
                {...control}
                required
                value={values.name}
                onChange={({ target }) => change({ name: target.value })}
                autoComplete="off"
              />
            )}
          </Field>
          <Field
            label={t("slug")}
            hint={storedSlug === null ? t("slugHint", { slug: values.slug || "prod" }) : t("slugFixed")}
            error={errorOf("slug")}
          >
            {(control) => (
              <Input
                {...control}
                required
                readOnly={storedSlug !== null}
                value={values.slug}
                onChange={({ target }) => change({ slug: target.value })}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                className="font-mono read-only:bg-subtle read-only:text-muted"
              />
            )}
          </Field>
        </div>
        <Field label={t("url")} hint={t("urlHint")} error={errorOf("url")}>
          {(control) => (
            <Input
              {...control}
              required
              inputMode="url"
              value={values.url}
              onChange={({ target }) => change({ url: target.value })}
              placeholder="https://registry.example.com:5000"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              className="font-mono"
            />
          )}
        </Field>
        <CheckboxField
          label={t("plainHttp")}
          hint={t("plainHttpHint")}
          checked={values.plainHttp}
          onChange={({ target }) => change({ plainHttp: target.checked })}
        />
        <CheckboxField
          label={t("skipTlsVerify")}
          hint={t("skipTlsVerifyHint")}
          checked={values.skipTlsVerify}
          onChange={({ target }) => change({ skipTlsVerify: target.checked })}
        />
        <Field label={t("ca")} hint={t("caHint")} error={errorOf("ca")}>
          {(control) => (
            <Textarea
              {...control}
              rows={4}
              value={values.ca}
              onChange={({ target }) => change({ ca: target.value })}
              placeholder={"-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----"}
              spellCheck={false}
              className="font-mono text-xs"
            />
          )}
        </Field>
      </Group>
      <Group title={t("credentials")}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("username")} hint={t("usernameHint")} error={errorOf("username")}>
            {(control) => (
              <Input
                {...control}
                value={values.username}
                onChange={({ target }) => change({ username: target.value })}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
              />
            )}
          </Field>
          <Field
            label={t("password")}
            hint={hasPassword ? t("passwordKept") : t("passwordHint")}
            error={errorOf("password")}
          >
            {(control) => (
              <Input
                {...control}
                type="password"
                value={values.password}
                disabled={values.removePassword}
                onChange={({ target }) => change({ password: target.value })}
                autoComplete="new-password"
              />
            )}
          </Field>
        </div>
        {hasPassword && (
          <CheckboxField
            label={t("removePassword")}
            checked={values.removePassword}
            onChange={({ target }) => change({ removePassword: target.checked })}
          />
        )}
      </Group>
      <Group title={t("behaviour")}>
        <Field label={t("publicAddress")} hint={t("publicAddressHint")} error={errorOf("publicAddress")}>
          {(control) => (
            <Input
              {...control}
              value={values.publicAddress}
              onChange={({ target }) => change({ publicAddress: target.value })}
              placeholder="registry.example.com"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              className="font-mono"
            />
          )}
        </Field>
        <CheckboxField
          label={t("readOnly")}
          hint={t("readOnlyHint")}
          checked={values.readOnly}
          onChange={({ target }) => change({ readOnly: target.checked })}
        />
        <Field label={t("repositories")} hint={t("repositoriesHint")} error={errorOf("repositories")}>
          {(control) => (
            <Textarea
              {...control}
              rows={4}
              value={values.repositories}
              onChange={({ target }) => change({ repositories: target.value })}
              placeholder={"team/app\nteam/worker"}
              spellCheck={false}
              className="font-mono text-xs"
            />
          )}
        </Field>
      </Group>
    </div>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className="min-w-0 space-y-4">
      <legend className="mb-3 font-semibold text-base">{title}</legend>
      {children}
    </fieldset>
  );
}

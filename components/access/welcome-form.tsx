"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useAccessProblem } from "./access-problem.ts";
import { useSubmit } from "./use-submit.ts";

/** Creates the first administrator, for whoever has the server's one-time code. */
export function WelcomeForm({ minimumPassword }: { readonly minimumPassword: number }) {
  const t = useTranslations("access.welcome");
  const { submit, problem, busy } = useSubmit("POST");
  const { ofField, whole } = useAccessProblem(problem, minimumPassword);
  const [leaving, setLeaving] = useState(false);

  const create = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const body = {
      code: String(data.get("code")).trim(),
      username: data.get("username"),
      password: data.get("password"),
    };
    if ((await submit("/api/setup", body)) === undefined) return;
    setLeaving(true);
    window.location.assign("/");
  };
  return (
    <form method="post" onSubmit={create} className="space-y-4">
      {whole !== undefined && (
        <Callout tone="danger" role="alert">
          {whole}
        </Callout>
      )}
      <Field label={t("code")} hint={t("codeHint")} error={ofField("code")}>
        {(control) => (
          <Input
            {...control}
            name="code"
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            required
            className="h-10 font-mono"
          />
        )}
      </Field>
      <Field label={t("username")} error={ofField("username")}>
        {(control) => (
          <Input
            {...control}
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            className="h-10"
          />
        )}
      </Field>
      <Field
        label={t("password")}
        hint={t("passwordHint", { minimum: minimumPassword })}
        error={ofField("password")}
      >
        {(control) => (
          <Input
            {...control}
            name="password"
            type="password"
            autoComplete="new-password"
            required
            className="h-10"
          />
        )}
      </Field>
      <Button type="submit" variant="primary" size="large" busy={busy || leaving} className="w-full">
        {t("submit")}
      </Button>
    </form>
  );
}

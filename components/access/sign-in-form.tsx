"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useAccessProblem } from "./access-problem.ts";
import { useSubmit } from "./use-submit.ts";

/** @param next where to go when signed in: a path of this server. */
export function SignInForm({ next }: { readonly next: string }) {
  const t = useTranslations("access.signIn");
  const { submit, problem, busy } = useSubmit("POST");
  const { ofField, whole } = useAccessProblem(problem);
  const [leaving, setLeaving] = useState(false);
  const password = useRef<HTMLInputElement>(null);

  const signIn = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const body = { username: data.get("username"), password: data.get("password") };
    if ((await submit("/api/session", body)) === undefined) {
      password.current?.select();
      return;
    }
    setLeaving(true);
    // The whole page anew: every part of it was made for a stranger.
    window.location.assign(next);
  };
  return (
    <form method="post" onSubmit={signIn} className="space-y-4">
      {whole !== undefined && (
        <Callout tone="danger" role="alert">
          {whole}
        </Callout>
      )}
      <Field label={t("username")} error={ofField("username")}>
        {(control) => (
          <Input
            {...control}
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            autoFocus
            className="h-10"
          />
        )}
      </Field>
      <Field label={t("password")} error={ofField("password")}>
        {(control) => (
          <Input
            {...control}
            ref={password}
            name="password"
            type="password"
            autoComplete="current-password"
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

"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useAccessProblem } from "./access-problem.ts";
import { useSubmit } from "./use-submit.ts";

/** Changes one's own password. */
export function OwnPassword({ minimumPassword }: { readonly minimumPassword: number }) {
  const t = useTranslations("access.users");
  const toast = useToast();
  const { submit, problem, busy } = useSubmit("PUT");
  const { ofField, whole } = useAccessProblem(problem, minimumPassword);
  const change = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const body = { current: data.get("current"), next: data.get("next") };
    if ((await submit("/api/session/password", body)) === undefined) return;
    form.reset();
    toast(t("ownChanged"));
  };
  return (
    <section aria-labelledby="own-password">
      <h2 id="own-password" className="mb-3 font-semibold text-base">
        {t("own")}
      </h2>
      <form method="post" onSubmit={change} className="max-w-sm space-y-4">
        {whole !== undefined && (
          <Callout tone="danger" role="alert">
            {whole}
          </Callout>
        )}
        <Field label={t("current")} error={ofField("current")}>
          {(control) => (
            <Input {...control} name="current" type="password" autoComplete="current-password" required />
          )}
        </Field>
        <Field
          label={t("next")}
          hint={t("passwordHint", { minimum: minimumPassword })}
          error={ofField("next")}
        >
          {(control) => (
            <Input {...control} name="next" type="password" autoComplete="new-password" required />
          )}
        </Field>
        <Button type="submit" busy={busy}>
          {t("changeOwn")}
        </Button>
      </form>
    </section>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Callout } from "#components/ui/callout.tsx";
import { CheckboxField } from "#components/ui/checkbox.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { AnonymousViewing } from "#lib/access/anonymous-viewing.ts";
import { useAccessProblem } from "./access-problem.ts";
import { useSubmit } from "./use-submit.ts";

/** Lets strangers look, or not. */
export function AnonymousSwitch({ viewing }: { readonly viewing: AnonymousViewing }) {
  const t = useTranslations("access.anonymous");
  const toast = useToast();
  const { submit, problem, busy } = useSubmit<{ anonymousViewing: AnonymousViewing }>("PUT");
  const { whole } = useAccessProblem(problem);
  const [checked, setChecked] = useState(viewing.allowed);
  const { locked } = viewing;
  const change = async (next: boolean) => {
    const done = await submit("/api/settings/access", { anonymousViewing: next });
    if (done === undefined) return;
    setChecked(done.answer.anonymousViewing.allowed);
    toast(t("saved"));
  };
  return (
    <section className="space-y-2">
      <CheckboxField
        label={t("title")}
        hint={locked ? t("locked") : t("hint")}
        checked={checked}
        disabled={locked || busy}
        onChange={({ target }) => change(target.checked)}
      />
      {whole !== undefined && (
        <Callout tone="danger" role="alert">
          {whole}
        </Callout>
      )}
    </section>
  );
}

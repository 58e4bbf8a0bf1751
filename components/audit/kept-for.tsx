"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { useAccessProblem } from "#components/access/access-problem.ts";
import { useSubmit } from "#components/access/use-submit.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Input } from "#components/ui/input.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { AuditRetention } from "#lib/audit/retention.ts";

interface KeptForProps {
  readonly retention: AuditRetention;
  readonly range: { readonly least: number; readonly most: number };
}

/** How long entries are kept, and a form to change that. */
export function KeptFor({ retention, range }: KeptForProps) {
  const t = useTranslations("audit.kept");
  const toast = useToast();
  const id = useId();
  const { submit, problem, busy } = useSubmit<AuditRetention>("PUT");
  const { whole, ofField } = useAccessProblem(problem);
  const [days, setDays] = useState(retention.days);
  const [typed, setTyped] = useState(String(retention.days));
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const saved = await submit("/api/settings/audit", { days: Number(typed) });
    if (saved === undefined) return;
    setDays(saved.answer.days);
    toast(t("saved"));
  };
  const objection = whole ?? ofField("days");
  return (
    <section aria-label={t("title")} className="border-line border-t pt-4 text-muted text-xs">
      {retention.locked ? (
        <p>{t("locked", { days })}</p>
      ) : (
        <form method="post" onSubmit={save} className="flex flex-wrap items-center gap-2">
          <label htmlFor={id}>{t("title")}</label>
          <Input
            id={id}
            type="number"
            required
            min={range.least}
            max={range.most}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
            className="max-w-24"
          />
          <span>{t("unit")}</span>
          <Button type="submit" size="small" busy={busy} disabled={Number(typed) === days}>
            {t("save")}
          </Button>
          {Number(typed) < days && Number(typed) >= range.least && <span>{t("shrinks")}</span>}
        </form>
      )}
      {objection !== undefined && (
        <Callout tone="danger" role="alert">
          {objection}
        </Callout>
      )}
    </section>
  );
}

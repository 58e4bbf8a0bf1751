"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { Forecast, Plan } from "#lib/cleanup/plan/types.ts";
import { ConfirmByTyping } from "./confirm-by-typing.tsx";
import { confirmationFor, isConfirmed } from "./confirmation.ts";
import { PlanSummary } from "./plan-summary.tsx";

interface CarryOutDialogProps {
  readonly plan: Plan;
  readonly forecast: Forecast;
  readonly busy: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks once more before a plan is carried out, as fits its damage. */
export function CarryOutDialog({ plan, forecast, busy, onConfirm, onClose }: CarryOutDialogProps) {
  const t = useTranslations("plans.carryOut");
  const formId = useId();
  const [typed, setTyped] = useState("");
  const confirmation = confirmationFor(plan, forecast);
  const confirmed = isConfirmed(confirmation, typed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (confirmed && !busy) onConfirm();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("title")}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" form={formId} variant="danger" disabled={!confirmed} busy={busy}>
            <Trash2 aria-hidden className="size-4" />
            {t("confirm", { tags: forecast.tags, manifests: forecast.manifests })}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="space-y-4">
        <PlanSummary plan={plan} />
        <p className="text-muted">{t("again")}</p>
        {confirmation.kind === "typing" && (
          <ConfirmByTyping confirmation={confirmation} typed={typed} setTyped={setTyped} />
        )}
      </form>
    </Dialog>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import { useProblemSentence } from "#components/problem/problem-sentence.ts";
import { registryPlansAddress } from "#components/ui/address.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { Plan } from "#lib/cleanup/plan/types.ts";
import { planApi } from "./plan-state.ts";

interface DiscardDialogProps {
  readonly slug: string;
  readonly plan: Plan;
  readonly onClose: () => void;
}

/** Forgets a plan that was not carried out, and leads to the others. */
export function DiscardDialog({ slug, plan, onClose }: DiscardDialogProps) {
  const t = useTranslations("plans");
  const toast = useToast();
  const sentence = useProblemSentence();
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const discard = async () => {
    setBusy(true);
    try {
      await apiFetch(planApi(slug, plan.id), { method: "DELETE" });
      toast(t("discarded"));
      router.push(registryPlansAddress(slug));
    } catch (error) {
      toast(sentence(error), "danger");
      onClose();
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("discardDialog.title")}
      footer={
        <>
          <Button onClick={onClose}>{t("discardDialog.keep")}</Button>
          <Button variant="primary" onClick={discard} busy={busy}>
            {t("discardDialog.discard")}
          </Button>
        </>
      }
    >
      <p className="[overflow-wrap:anywhere]">{t("discardDialog.text", { title: plan.title })}</p>
    </Dialog>
  );
}

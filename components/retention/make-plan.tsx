"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import { useProblemSentence } from "#components/problem/problem-sentence.ts";
import { planAddress } from "#components/ui/address.ts";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { Plan } from "#lib/cleanup/plan/types.ts";

interface MakePlanProps {
  readonly registry: string;
  /** The policy’s name as it is kept; null while it has changes that are not. */
  readonly policy: string | null;
}

/** Makes a plan of what a policy deletes, and opens it: nothing is deleted before somebody carries that out. */
export function MakePlan({ registry, policy }: MakePlanProps) {
  const t = useTranslations("retention.preview");
  const router = useRouter();
  const toast = useToast();
  const sentence = useProblemSentence();
  const [busy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    try {
      const body = { save: true, from: { kind: "policy", policy } };
      const { id } = await apiFetch<Plan>(`/api/registries/${registry}/plans`, { method: "POST", body });
      router.push(planAddress(registry, id));
    } catch (error) {
      toast(sentence(error), "danger");
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button busy={busy} disabled={policy === null} onClick={() => void make()}>
        {t("makePlan")}
      </Button>
      <span className="text-muted text-xs">{t(policy === null ? "saveFirst" : "makePlanHint")}</span>
    </div>
  );
}

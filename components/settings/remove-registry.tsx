"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import { type ProblemData, problemFrom } from "#components/api/problem.ts";
import { ProblemView } from "#components/problem/problem-view.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { RegistrySetting } from "#lib/settings/types.ts";

/** Forgets a registry, when that is confirmed. */
export function RemoveRegistry({ setting: { slug, name } }: { readonly setting: RegistrySetting }) {
  const t = useTranslations("settings");
  const router = useRouter();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemData | null>(null);
  const remove = async () => {
    setBusy(true);
    try {
      await apiFetch(`/api/registries/${slug}`, { method: "DELETE" });
      toast(t("remove.removed", { name }));
      router.push("/settings/registries");
      router.refresh();
    } catch (error) {
      setBusy(false);
      setProblem(problemFrom(error));
    }
  };
  return (
    <section className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line px-4 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <h2 className="font-medium">{t("form.danger")}</h2>
        <p className="text-muted text-xs">{t("form.dangerHint")}</p>
      </div>
      <Button onClick={() => setOpen(true)} className="text-danger">
        {t("list.remove")}…
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t("remove.title", { name })}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>{t("remove.cancel")}</Button>
            <Button variant="danger" busy={busy} onClick={remove}>
              {t("remove.confirm")}
            </Button>
          </>
        }
      >
        <p>{t("remove.description")}</p>
        {problem !== null && <ProblemView problem={problem} as="box" />}
      </Dialog>
    </section>
  );
}

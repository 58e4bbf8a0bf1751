"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import { useProblemSentence } from "#components/problem/problem-sentence.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { useToast } from "#components/ui/toast.tsx";

/** Removes a policy, after a question. */
export function RemovePolicy({ id, name }: { readonly id: string; readonly name: string }) {
  const t = useTranslations("retention.editor");
  const router = useRouter();
  const toast = useToast();
  const sentence = useProblemSentence();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    try {
      await apiFetch(`/api/policies/${id}`, { method: "DELETE" });
      toast(t("removed", { name }));
      router.push("/retention/policies");
      router.refresh();
    } catch (error) {
      setBusy(false);
      setOpen(false);
      toast(sentence(error), "danger");
    }
  };
  return (
    <>
      <Button variant="ghost" className="ml-auto" onClick={() => setOpen(true)}>
        <Trash2 aria-hidden className="size-4 text-danger" />
        {t("removePolicy")}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t("removeTitle", { name })}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>{t("cancel")}</Button>
            <Button variant="danger" busy={busy} onClick={remove}>
              {t("removePolicy")}
            </Button>
          </>
        }
      >
        <p>{t("removeText")}</p>
      </Dialog>
    </>
  );
}

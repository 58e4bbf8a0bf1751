"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { Plan } from "#lib/cleanup/plan/types.ts";
import type { WatchedPlan } from "./use-plan.ts";

interface SaveDialogProps extends Pick<WatchedPlan, "act"> {
  readonly plan: Plan;
  readonly busy: boolean;
  readonly onClose: () => void;
}

/** Keeps a plan under a title. */
export function SaveDialog({ plan, busy, act, onClose }: SaveDialogProps) {
  const t = useTranslations("plans");
  const toast = useToast();
  const formId = useId();
  const [title, setTitle] = useState(plan.title);
  const wanted = title.trim();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (wanted === "") return;
    if ((await act({ action: "save", title: wanted })) !== null) toast(t("saved"));
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("saveDialog.title")}
      description={t("saveDialog.hint")}
      footer={
        <>
          <Button onClick={onClose}>{t("saveDialog.cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" busy={busy} disabled={wanted === ""}>
            {t("saveDialog.save")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={save}>
        <Field label={t("saveDialog.label")}>
          {(control) => (
            <Input
              {...control}
              value={title}
              maxLength={200}
              autoComplete="off"
              onChange={({ target }) => setTitle(target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ProblemView } from "#components/problem/problem-view.tsx";
import { Button } from "#components/ui/button.tsx";
import { CheckboxField } from "#components/ui/checkbox.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useOrder } from "./use-order.ts";

interface TellDialogProps {
  readonly slug: string;
  readonly deletes: boolean;
  readonly onClose: () => void;
  readonly onTold: () => void;
}

/** Keeps that somebody has collected without Stowage. */
export function TellDialog({ slug, deletes, onClose, onTold }: TellDialogProps) {
  const t = useTranslations("collection.run");
  const [deleteUntagged, setDeleteUntagged] = useState(deletes);
  const [at, setAt] = useState("");
  const { order, busy, problem } = useOrder(slug, onTold);
  const instant = Date.parse(at);
  const tell = () =>
    order({ action: "tell", deleteUntagged, ...(Number.isNaN(instant) ? {} : { at: instant }) });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("tellTitle")}
      description={t("tellText")}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button variant="primary" busy={busy} onClick={tell}>
            {t("tell")}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <Field label={t("tellAt")} hint={t("tellAtHint")}>
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              className="max-w-60"
              value={at}
              onChange={({ target }) => setAt(target.value)}
            />
          )}
        </Field>
        <CheckboxField
          label={t("deleteUntagged")}
          checked={deleteUntagged}
          onChange={({ target }) => setDeleteUntagged(target.checked)}
        />
        {problem !== null && <ProblemView problem={problem} as="box" slug={slug} />}
      </div>
    </Dialog>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ProblemView } from "#components/problem/problem-view.tsx";
import { Button } from "#components/ui/button.tsx";
import { Bytes } from "#components/ui/bytes.tsx";
import { CheckboxField } from "#components/ui/checkbox.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Flag } from "./flag.tsx";
import { useForecast } from "./use-collections.ts";
import { useOrder } from "./use-order.ts";

interface CollectDialogProps {
  readonly registry: { readonly slug: string; readonly name: string };
  readonly deletes: boolean;
  readonly onClose: () => void;
  readonly onBegun: () => void;
}

/** Asks once more before garbage is collected. */
export function CollectDialog({ registry, deletes, onClose, onBegun }: CollectDialogProps) {
  const t = useTranslations("collection.run");
  const now = useTranslations("collection.now");
  const [deleteUntagged, setDeleteUntagged] = useState(deletes);
  const { data } = useForecast(registry.slug);
  const { order, busy, problem } = useOrder(registry.slug, onBegun);
  const forecast = deleteUntagged ? data?.deleting : data?.keeping;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("confirmTitle", { name: registry.name })}
      description={t("confirmText")}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button variant="danger" busy={busy} onClick={() => order({ action: "collect", deleteUntagged })}>
            {t("confirm")}
          </Button>
        </>
      }
    >
      <div className="space-y-3">
        <CheckboxField
          label={t("deleteUntagged")}
          hint={t("deleteUntaggedHint")}
          checked={deleteUntagged}
          onChange={({ target }) => setDeleteUntagged(target.checked)}
        />
        <div role="status" className="space-y-1">
          {forecast !== undefined && (
            <p>{t.rich("confirmFrees", { size: () => <Bytes bytes={forecast.bytes} /> })}</p>
          )}
          {forecast !== undefined && forecast.broken.length > 0 && (
            <p className="font-medium text-danger">
              {now.rich("broken", { count: forecast.broken.length, flag: () => <Flag /> })}
            </p>
          )}
        </div>
        {problem !== null && <ProblemView problem={problem} as="box" slug={registry.slug} />}
      </div>
    </Dialog>
  );
}

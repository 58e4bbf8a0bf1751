"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { CollectorState } from "#lib/cleanup/collection/collection-types.ts";
import { CollectorForm } from "./collector-form.tsx";
import { Part } from "./part.tsx";

interface CollectorPanelProps {
  readonly registry: { readonly slug: string; readonly name: string };
  readonly collector: CollectorState;
  readonly mayChange: boolean;
}

/** How a registry's garbage is collected, and for administrators the form that says so. */
export function CollectorPanel({ registry, collector, mayChange }: CollectorPanelProps) {
  const t = useTranslations("collection.settings");
  const [changing, setChanging] = useState(false);
  const { setting, described } = collector;
  const every = setting.everyHours === null ? t("byHand") : t("everyHours", { hours: setting.everyHours });
  return (
    <Part
      id="settings"
      title={t("title")}
      description={t("how", { kind: t(`kinds.${setting.kind}`), every })}
      actions={
        mayChange && !changing ? <Button onClick={() => setChanging(true)}>{t("change")}</Button> : undefined
      }
    >
      {!described && !changing && <Callout>{t("unknown")}</Callout>}
      {changing && (
        <CollectorForm registry={registry} collector={collector} onClose={() => setChanging(false)} />
      )}
    </Part>
  );
}

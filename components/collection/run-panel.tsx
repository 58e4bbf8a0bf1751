"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { CollectorState } from "#lib/cleanup/collection/collection-types.ts";
import type { CollectionRuns } from "#lib/cleanup/collection/collections.ts";
import { CollectDialog } from "./collect-dialog.tsx";
import { Forecast } from "./forecast.tsx";
import { Part } from "./part.tsx";
import { RunHistory } from "./run-history.tsx";
import { TellDialog } from "./tell-dialog.tsx";
import { useCollections } from "./use-collections.ts";

interface RunPanelProps {
  readonly registry: { readonly slug: string; readonly name: string; readonly readOnly: boolean };
  readonly collector: CollectorState;
  readonly first: CollectionRuns;
  readonly mayRun: boolean;
}

/** What collecting would free, the button that does it, and what became of earlier ones. */
export function RunPanel({ registry, collector, first, mayRun }: RunPanelProps) {
  const t = useTranslations("collection.run");
  const toast = useToast();
  const { slug, readOnly } = registry;
  const { runs, progress, running, refresh } = useCollections(slug, first);
  const [open, setOpen] = useState<"collect" | "tell" | null>(null);
  const close = () => setOpen(null);
  const { setting } = collector;
  const how = readOnly
    ? "readOnly"
    : collector.runs === null
      ? "notSetUp"
      : collector.runs === "command"
        ? "byCommand"
        : "byWebhook";
  return (
    <Part id="run" title={t("title")} description={t(how)}>
      <Forecast slug={slug} />
      <div className="flex flex-wrap items-center gap-2">
        {mayRun && !readOnly && collector.runs !== null && (
          <Button variant="primary" disabled={running} onClick={() => setOpen("collect")}>
            {t("collect")}
          </Button>
        )}
        {mayRun && (
          <Button disabled={running} onClick={() => setOpen("tell")}>
            {t("told")}
          </Button>
        )}
        <p role="status" className="flex items-center gap-2">
          {running && (
            <>
              <Spinner />
              {t("running")} <span className="text-muted">{t("named", { count: progress?.blobs ?? 0 })}</span>
            </>
          )}
        </p>
      </div>
      <RunHistory slug={slug} runs={runs} mayRead={mayRun} />
      {open === "collect" && (
        <CollectDialog
          registry={registry}
          deletes={setting.deleteUntagged}
          onClose={close}
          onBegun={() => {
            close();
            void refresh();
          }}
        />
      )}
      {open === "tell" && (
        <TellDialog
          slug={slug}
          deletes={setting.deleteUntagged}
          onClose={close}
          onTold={() => {
            close();
            void refresh();
            toast(t("toldDone"));
          }}
        />
      )}
    </Part>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Bytes } from "#components/ui/bytes.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { CollectionRun, CollectionState } from "#lib/cleanup/collection/collection-types.ts";
import { RunDetails } from "./run-details.tsx";

const tones = {
  running: "accent",
  done: "success",
  failed: "danger",
  interrupted: "warning",
  accepted: "warning",
  told: "neutral",
} as const satisfies Readonly<Record<CollectionState, string>>;

interface RunHistoryProps {
  readonly slug: string;
  readonly runs: readonly CollectionRun[];
  /** Whether the person may read what collections printed. */
  readonly mayRead: boolean;
}

/** Collections that Stowage ran or was told of, predicted beside real. */
export function RunHistory({ slug, runs, mayRead }: RunHistoryProps) {
  const t = useTranslations("collection.history");
  const [shown, setShown] = useState<string | null>(null);
  return (
    <div className="space-y-2">
      <h3 className="font-medium">{t("title")}</h3>
      {runs.length === 0 ? (
        <p className="text-muted">{t("none")}</p>
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line bg-raised">
          {runs.map((run) => (
            <li key={run.id} className="space-y-2 px-3 py-2">
              <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
                <div className="min-w-0 flex-1 basis-52">
                  <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                    <Badge tone={tones[run.state]}>{t(`states.${run.state}`)}</Badge>
                    <RelativeTime date={new Date(run.begunAt).toISOString()} past />
                  </p>
                  <p className="text-muted text-xs [overflow-wrap:anywhere]">
                    {t(`hows.${run.how}`)}
                    {run.deleteUntagged && (
                      <>
                        , <code>{t("untagged")}</code>
                      </>
                    )}
                    , {t("by", { name: run.begunBy.name })}
                  </p>
                </div>
                <Numbers run={run} />
                <Button
                  size="small"
                  aria-expanded={shown === run.id}
                  onClick={() => setShown((before) => (before === run.id ? null : run.id))}
                >
                  {t("show")}
                </Button>
              </div>
              {shown === run.id && <RunDetails slug={slug} run={run} mayRead={mayRead} />}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Numbers({ run: { predicted, result } }: { readonly run: CollectionRun }) {
  const t = useTranslations("collection.history");
  return (
    <dl className="flex gap-4 text-right">
      <div>
        <dt className="text-muted text-xs">{t("predicted")}</dt>
        <dd>{predicted === null ? "–" : <Bytes bytes={predicted} />}</dd>
      </div>
      <div>
        <dt className="text-muted text-xs">{t("freed")}</dt>
        <dd>{result === null ? t("unknownFreed") : <Bytes bytes={result.bytes} />}</dd>
      </div>
    </dl>
  );
}

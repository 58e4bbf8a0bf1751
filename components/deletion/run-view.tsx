"use client";

import { useTranslations } from "next-intl";
import { Callout } from "#components/ui/callout.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import type { TagToDelete } from "#lib/cleanup/types.ts";
import { Outcomes } from "./outcomes.tsx";
import { countOutcomes, type Progress } from "./progress.ts";

interface RunViewProps {
  readonly tags: readonly TagToDelete[];
  readonly progress: Progress;
}

/** How a deletion goes, and at its end what became of everything. */
export function RunView({ tags, progress }: RunViewProps) {
  const t = useTranslations("deletion");
  const done = progress.outcomes.size;
  const counts = countOutcomes(progress);
  const running = progress.state === "running";
  const unheard = tags.length - done;
  return (
    <div className="space-y-4">
      {running ? (
        <div className="space-y-2">
          <ProgressBar label={t("progress.label")} value={done} max={tags.length} />
          <p role="status" className="flex flex-wrap justify-between gap-x-4 text-muted text-xs">
            <span className="tabular">
              {done < tags.length ? t("progress.tags", { done, count: tags.length }) : t("progress.checking")}
            </span>
            <span>{t("progress.goesOn")}</span>
          </p>
        </div>
      ) : (
        <Callout
          role="status"
          tone={
            counts.failed > 0 || progress.state === "interrupted" || progress.missing.length > 0
              ? "danger"
              : counts.moved > 0
                ? "warning"
                : "success"
          }
        >
          <ul className="space-y-0.5">
            {counts.deleted > 0 && (
              <li className="font-medium">{t("report.deleted", { count: counts.deleted })}</li>
            )}
            {counts.gone > 0 && <li>{t("report.gone", { count: counts.gone })}</li>}
            {counts.moved > 0 && <li>{t("report.moved", { count: counts.moved })}</li>}
            {counts.failed > 0 && <li>{t("report.failed", { count: counts.failed })}</li>}
            <LeftoverCounts progress={progress} />
            {progress.state === "interrupted" && unheard > 0 && (
              <li>{t("report.unheard", { count: unheard })}</li>
            )}
            {progress.state === "interrupted" && (
              <li>{progress.problem?.message ?? t("report.interrupted")}</li>
            )}
            {progress.state === "finished" && progress.missing.length === 0 && (
              <li>{t("report.allElseThere")}</li>
            )}
            {counts.deleted > 0 && <li className="text-muted text-xs">{t("report.space")}</li>}
          </ul>
        </Callout>
      )}
      <TagList text={t("report.missing")} tags={progress.missing} />
      <TagList text={t("report.remaining")} tags={progress.remaining} />
      <Outcomes tags={tags} progress={progress} />
    </div>
  );
}

function LeftoverCounts({ progress }: { readonly progress: Progress }) {
  const t = useTranslations("deletion.report");
  const count = { deleted: 0, kept: 0, failed: 0 };
  for (const { state } of progress.untagged.values()) count[state] += 1;
  return (
    <>
      {count.deleted > 0 && <li>{t("manifests", { count: count.deleted })}</li>}
      {count.kept > 0 && <li>{t("manifestsKept", { count: count.kept })}</li>}
      {count.failed > 0 && <li>{t("manifestsFailed", { count: count.failed })}</li>}
    </>
  );
}

function TagList({ text, tags }: { readonly text: string; readonly tags: readonly string[] }) {
  if (tags.length === 0) return null;
  return (
    <Callout tone="danger" title={text}>
      <code className="break-all">{tags.join(" ")}</code>
    </Callout>
  );
}

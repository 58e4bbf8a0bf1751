"use client";

import { Pause, Play, RefreshCw, TriangleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useProblemSentence } from "#components/problem/problem-sentence.ts";
import { useProblemText } from "#components/problem/problem-view.tsx";
import { Button } from "#components/ui/button.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { Problem, RegistrySync, SyncProgress } from "#lib/index/types.ts";
import { useSteerSync, useSync } from "./use-sync.ts";

interface SyncStatusProps {
  readonly slug: string;
  /** Whether whoever looks may begin and pause it. */
  readonly canSteer: boolean;
  /** Whether the page waits for what a sync reads. */
  readonly behind: boolean;
  /** Something new may be known. */
  readonly onNews: () => void;
}

/** While a sync runs, the page is told of news this often, in milliseconds. */
const newsEvery = 4_000;

/** How the background reading of a registry stands. Always one line high, so that nothing moves when it begins or ends. */
export function SyncStatus({ slug, canSteer, behind, onNews }: SyncStatusProps) {
  const t = useTranslations("sync");
  const sync = useSync(slug);
  const steer = useSteerSync(slug);
  const toast = useToast();
  const sentence = useProblemSentence();
  useNews(sync, behind, onNews);

  const act = (action: "start" | "pause" | "resume") => async () => {
    try {
      await steer(action);
    } catch (error) {
      toast(sentence(error), "danger");
    }
  };
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1 text-muted text-xs">
      {sync?.state === "running" && <Running progress={sync.progress} />}
      {sync?.state === "paused" && <p role="status">{t("paused")}</p>}
      {sync?.state === "waiting" && <Waiting sync={sync} />}
      {canSteer && sync !== undefined && (
        <span className="ml-auto">
          {sync.state === "running" && (
            <Button size="small" variant="ghost" onClick={act("pause")}>
              <Pause aria-hidden className="size-3.5" />
              {t("pause")}
            </Button>
          )}
          {sync.state === "paused" && (
            <Button size="small" variant="ghost" onClick={act("resume")}>
              <Play aria-hidden className="size-3.5" />
              {t("resume")}
            </Button>
          )}
          {sync.state === "waiting" && (
            <Button size="small" variant="ghost" onClick={act("start")}>
              <RefreshCw aria-hidden className="size-3.5" />
              {t("start")}
            </Button>
          )}
        </span>
      )}
    </div>
  );
}

/** Tells of news once in a while as long as a sync runs, when it has ended, and where it ended before the page had all of it. */
function useNews(sync: RegistrySync | undefined, behind: boolean, onNews: () => void): void {
  const running = sync?.state === "running";
  const ran = useRef(false);
  useEffect(() => {
    if (ran.current && !running) onNews();
    ran.current = running;
  }, [running, onNews]);
  useEffect(() => {
    if (!running && !behind) return;
    const timer = setInterval(onNews, newsEvery);
    return () => clearInterval(timer);
  }, [running, behind, onNews]);
}

function Running({ progress }: { readonly progress: SyncProgress | null }) {
  const t = useTranslations("sync");
  const format = useFormatter();
  if (progress === null) return <p role="status">{t("starting")}</p>;
  const { repositories, repositoriesRead, tagsRead, requestsPerSecond, secondsLeft } = progress;
  return (
    <>
      <span className="w-24 sm:w-40">
        <ProgressBar label={t("progress")} value={repositoriesRead} max={repositories} />
      </span>
      <p className="tabular">
        {t("running", { read: repositoriesRead, count: repositories, tags: tagsRead })}
        <span className="max-sm:hidden">
          {" · "}
          {t("rate", { rate: Math.round(requestsPerSecond) })}
        </span>
        {secondsLeft !== null && secondsLeft > 0 && (
          <>
            {" · "}
            {t("left", {
              time:
                secondsLeft < 90
                  ? format.number(secondsLeft, { style: "unit", unit: "second", unitDisplay: "short" })
                  : format.number(Math.round(secondsLeft / 60), {
                      style: "unit",
                      unit: "minute",
                      unitDisplay: "short",
                    }),
            })}
          </>
        )}
      </p>
    </>
  );
}

function Waiting({ sync }: { readonly sync: RegistrySync }) {
  const t = useTranslations("sync");
  if (sync.problem !== null) return <Failed problem={sync.problem} />;
  if (sync.finishedAt === null) return <p>{t("never")}</p>;
  return (
    <p>
      {t.rich("finished", {
        time: () => <RelativeTime past date={new Date(sync.finishedAt ?? 0).toISOString()} />,
      })}
    </p>
  );
}

function Failed({ problem }: { readonly problem: Problem }) {
  const t = useTranslations("sync");
  const { title } = useProblemText({ ...problem, detail: problem.message });
  return (
    <p role="status" title={problem.message} className="flex min-w-0 items-center gap-1.5 text-warning">
      <TriangleAlert aria-hidden className="size-3.5 shrink-0" />
      <span className="min-w-0 truncate">{t("failed", { reason: title })}</span>
    </p>
  );
}

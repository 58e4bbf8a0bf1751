"use client";

import "./activity.css";
import { clsx } from "clsx";
import { ArrowUp } from "lucide-react";
import { useNow, useTranslations } from "next-intl";
import { isOpen } from "#components/log/log-query.ts";
import { ProblemView } from "#components/problem/problem-view.tsx";
import { TryAgain } from "#components/problem/stale-problem.tsx";
import { Button } from "#components/ui/button.tsx";
import type { ActivityPage } from "#lib/activity/types.ts";
import { ActivityEntry } from "./activity-entry.tsx";
import { ActivityFilters } from "./activity-filters.tsx";
import { NoActivity, NoMatch } from "./no-activity.tsx";
import { useActivity } from "./use-activity.ts";
import { useActivityFilter } from "./use-activity-filter.ts";

/** How often “3 minutes ago” is counted anew, in milliseconds. */
const tick = 20_000;

interface ActivityLogProps {
  /** What the page came with, by the filter of its address. */
  readonly first: ActivityPage;
  readonly registries: readonly { readonly slug: string; readonly name: string }[];
  readonly canConfigure: boolean;
  /** Whether it is told who did it. */
  readonly people: boolean;
}

/** Pushes and deletions, the newest first, and new ones as they happen. */
export function ActivityLog({ first, registries, canConfigure, people }: ActivityLogProps) {
  const t = useTranslations("activity");
  const { filter, change, clear } = useActivityFilter();
  const { entries, fresh, waiting, showWaiting, more, changing, problem, retry } = useActivity(filter, first);
  // The page may stay open for hours.
  const now = useNow({ updateInterval: tick });
  const names = new Map(registries.map(({ slug, name }) => [slug, name]));
  const nothing = entries.length === 0 && problem === null && !changing;
  if (nothing && isOpen(filter)) return <NoActivity registries={registries} canConfigure={canConfigure} />;
  return (
    <div className="space-y-3">
      <ActivityFilters filter={filter} change={change} registries={registries} people={people} />
      {problem !== null && (
        <ProblemView problem={problem} as="box" action={<TryAgain small onClick={retry} />} />
      )}
      <div role="status" className="contents">
        {waiting > 0 && (
          <div className="sticky top-15 z-20 flex justify-center">
            <Button variant="primary" size="small" onClick={showWaiting} className="shadow-pop">
              <ArrowUp aria-hidden className="size-3.5" />
              {t("waiting", { count: waiting })}
            </Button>
          </div>
        )}
      </div>
      {nothing ? (
        <NoMatch clear={clear} />
      ) : (
        <ol
          aria-label={t("title")}
          aria-busy={changing}
          className={clsx(
            "divide-y divide-line overflow-hidden rounded-lg border border-line bg-raised transition-opacity",
            changing && "opacity-60",
          )}
        >
          {entries.map((entry) => (
            <ActivityEntry
              key={entry.id}
              entry={entry}
              registryName={registries.length > 1 ? (names.get(entry.registry) ?? entry.registry) : null}
              fresh={fresh.has(entry.id)}
              people={people}
              now={now}
            />
          ))}
        </ol>
      )}
      {more.problem !== null && <ProblemView problem={more.problem} as="box" />}
      {more.there && (
        <div className="flex justify-center pt-2">
          <Button onClick={more.load} busy={more.busy}>
            {t("older")}
          </Button>
        </div>
      )}
    </div>
  );
}

"use client";

import { Boxes } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useDeferredValue, useMemo, useState } from "react";
import { ProblemView, useProblemText } from "#components/problem/problem-view.tsx";
import { StaleProblem, TryAgain } from "#components/problem/stale-problem.tsx";
import { PushHint } from "#components/repository/push-hint.tsx";
import { SyncStatus } from "#components/sync/sync-status.tsx";
import { registrySettingsAddress } from "#components/ui/address.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { Problem, RepositoryRow } from "#lib/index/types.ts";
import { ListGrid } from "./list-grid.tsx";
import { RepositoryListSkeleton } from "./list-skeleton.tsx";
import { ListToolbar } from "./list-toolbar.tsx";
import { filterWords, matchingRows } from "./list-view.ts";
import { flatLines, treeLines } from "./tree.ts";
import { useListView } from "./use-list-view.ts";
import { unreadRows, useRepositories } from "./use-repositories.ts";

interface RepositoryListProps {
  readonly slug: string;
  readonly name: string;
  /** The registry as clients write it, with its port and prefix. */
  readonly host: string;
  /** What was known when the page was made. */
  readonly rows: readonly RepositoryRow[];
  readonly canConfigure: boolean;
  /** Whether whoever looks may begin and pause the reading in the background. */
  readonly canSteer: boolean;
}

/** Registries of up to this many repositories show their tree unfolded. */
const unfoldedUpTo = 60;

/** The repositories of a registry: at once what is known, and soon what the registry has now. */
export function RepositoryList({
  slug,
  name,
  host,
  rows: first,
  canConfigure,
  canSteer,
}: RepositoryListProps) {
  const t = useTranslations("repositoryList");
  const { view, setFilter, setLayout, sortBy } = useListView();
  const { rows, freshness, catalogProblem, refresh } = useRepositories(slug, first, true);
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());

  // What one types is drawn at once; thousands of lines may follow a moment later.
  const wanted = useDeferredValue(view);
  const words = useMemo(() => filterWords(wanted.filter), [wanted.filter]);
  const matching = useMemo(() => matchingRows([...rows.values()], words), [rows, words]);
  const lines = useMemo(() => {
    if (wanted.layout === "flat") return flatLines(matching, wanted);
    const unfolded = words.length > 0 || matching.length <= unfoldedUpTo;
    return treeLines(matching, wanted, (path) => turned.has(path) !== unfolded);
  }, [matching, wanted, words, turned]);
  const turn = (path: string) =>
    setTurned((before) => {
      const after = new Set(before);
      if (!after.delete(path)) after.add(path);
      return after;
    });

  const listByHand = canConfigure && (
    <Link href={registrySettingsAddress(slug)} className={buttonClass({ size: "small" })}>
      {t("listByHand")}
    </Link>
  );
  if (rows.size === 0) {
    if (freshness.state === "failed") {
      return (
        <ProblemView
          problem={freshness.problem}
          as="page"
          slug={slug}
          canConfigure={canConfigure}
          action={
            <>
              <TryAgain onClick={refresh} />
              {freshness.problem.code === "UNSUPPORTED" && listByHand}
            </>
          }
        />
      );
    }
    if (freshness.state === "listing" || freshness.state === "reading") return <RepositoryListSkeleton />;
    return (
      <EmptyState
        icon={<Boxes aria-hidden />}
        title={t("empty.title")}
        action={<Button onClick={refresh}>{t("refresh")}</Button>}
      >
        <p>{t("empty.description", { registry: name })}</p>
        <PushHint host={host} repository="team/app" />
      </EmptyState>
    );
  }
  const counts = { shown: matching.length, count: rows.size };
  return (
    <div className="space-y-3">
      <ListToolbar
        view={view}
        setFilter={setFilter}
        setLayout={setLayout}
        refreshing={freshness.state === "listing" || freshness.state === "reading"}
        refresh={refresh}
      />
      {freshness.state === "failed" && (
        <StaleProblem
          problem={freshness.problem}
          registry={{ slug, name }}
          canConfigure={canConfigure}
          refresh={refresh}
        />
      )}
      {catalogProblem !== null && (
        <CatalogClosed problem={catalogProblem} registryName={name} action={listByHand} />
      )}
      <SyncStatus slug={slug} canSteer={canSteer} behind={freshness.state === "idle"} onNews={refresh} />
      <div className="flex min-h-6 flex-wrap items-center gap-x-4 gap-y-1 text-muted text-xs">
        <p role="status" className="tabular">
          {words.length > 0 ? t("countFiltered", counts) : t("count", counts)}
        </p>
        <p className="ml-auto tabular">
          {freshness.state === "listing" && t("listing", { registry: name })}
          {freshness.state === "reading" &&
            t("reading", { read: rows.size - unreadRows(rows), count: rows.size })}
          {freshness.state === "fresh" && t("upToDate")}
        </p>
      </div>
      {matching.length === 0 ? (
        <Callout
          action={
            <Button size="small" onClick={() => setFilter("")}>
              {t("filter.clear")}
            </Button>
          }
        >
          {t("filter.none")}
        </Callout>
      ) : (
        <ListGrid
          slug={slug}
          registryName={name}
          lines={lines}
          words={words}
          view={wanted}
          sortBy={sortBy}
          turn={turn}
        />
      )}
    </div>
  );
}

interface CatalogClosedProps {
  readonly problem: Problem;
  readonly registryName: string;
  readonly action: ReactNode;
}

function CatalogClosed({ problem, registryName, action }: CatalogClosedProps) {
  const t = useTranslations("repositoryList");
  const { advice } = useProblemText({ ...problem, detail: problem.message });
  return (
    <Callout tone="info" title={t("catalogClosed", { registry: registryName })} action={action}>
      <p>{t("catalogClosedHint")}</p>
      <p className="text-muted text-xs">{advice}</p>
    </Callout>
  );
}

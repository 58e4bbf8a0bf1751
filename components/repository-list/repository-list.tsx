"use client";

import { Boxes } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useDeferredValue, useMemo, useState } from "react";
import { useRegistryEvents } from "#components/activity/use-registry-events.ts";
import { problemFrom } from "#components/api/problem.ts";
import { ProblemView, useProblemText } from "#components/problem/problem-view.tsx";
import { StaleProblem, TryAgain } from "#components/problem/stale-problem.tsx";
import { PushHint } from "#components/repository/push-hint.tsx";
import { SyncStatus } from "#components/sync/sync-status.tsx";
import { registrySettingsAddress } from "#components/ui/address.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { ListWindow } from "#lib/index/list/types.ts";
import type { Problem } from "#lib/index/types.ts";
import { ListGrid } from "./list-grid.tsx";
import { RepositoryListSkeleton } from "./list-skeleton.tsx";
import { ListToolbar } from "./list-toolbar.tsx";
import { filterWords, type ListView } from "./list-view.ts";
import { useCatalog } from "./use-catalog.ts";
import { useListLines } from "./use-list-lines.ts";
import { useListView } from "./use-list-view.ts";

interface RepositoryListProps {
  readonly slug: string;
  readonly name: string;
  /** The registry as clients write it, with its port and prefix. */
  readonly host: string;
  /** The first lines as they were known when the page was made, and the view that they are of. */
  readonly first: { readonly view: ListView; readonly window: ListWindow };
  readonly canConfigure: boolean;
  /** Whether whoever looks may begin and pause the reading in the background. */
  readonly canSteer: boolean;
}

const nothingTurned: readonly string[] = [];

/** The repositories of a registry: at once what is known, and soon what the registry has now. */
export function RepositoryList({ slug, name, host, first, canConfigure, canSteer }: RepositoryListProps) {
  const t = useTranslations("repositoryList");
  const { view, setFilter, setLayout, sortBy } = useListView();
  const [turned, setTurned] = useState(nothingTurned);
  // What one types is drawn at once; the lines follow a moment later.
  const wanted = useDeferredValue(view);
  const query = useMemo(
    () => ({ ...wanted, turned: wanted.layout === "tree" ? turned : nothingTurned }),
    [wanted, turned],
  );
  const firstLines = useMemo(
    () => ({ query: { ...first.view, turned: nothingTurned }, window: first.window }),
    [first],
  );
  const { lines, settled, error, show, reload } = useListLines(slug, query, firstLines);
  const { freshness, catalogProblem, refresh } = useCatalog(slug, true, reload);
  useRegistryEvents(slug, reload, reload);
  const words = useMemo(() => filterWords(lines.query.filter), [lines.query.filter]);
  const turn = (path: string) =>
    setTurned((before) =>
      before.includes(path) ? before.filter((other) => other !== path) : [...before, path],
    );
  const failure =
    freshness.state === "failed" ? freshness.problem : error === null ? null : problemFrom(error);

  const listByHand = canConfigure && (
    <Link href={registrySettingsAddress(slug)} className={buttonClass({ size: "small" })}>
      {t("listByHand")}
    </Link>
  );
  if (lines.repositories === 0) {
    if (failure !== null) {
      return (
        <ProblemView
          problem={failure}
          as="page"
          slug={slug}
          canConfigure={canConfigure}
          action={
            <>
              <TryAgain onClick={refresh} />
              {failure.code === "UNSUPPORTED" && listByHand}
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
  const counts = { shown: lines.matching, count: lines.repositories };
  return (
    <div className="space-y-3">
      <ListToolbar
        view={view}
        setFilter={setFilter}
        setLayout={setLayout}
        refreshing={freshness.state === "listing" || freshness.state === "reading"}
        refresh={refresh}
      />
      {failure !== null && (
        <StaleProblem
          problem={failure}
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
            t("reading", { read: freshness.read, count: freshness.repositories })}
          {freshness.state === "fresh" && t("upToDate")}
        </p>
      </div>
      {lines.count === 0 ? (
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
          view={lines.query}
          sortBy={sortBy}
          turn={turn}
          settled={settled}
          show={show}
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

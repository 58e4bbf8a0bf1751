"use client";

import { useCallback, useEffect, useState } from "react";
import { apiStream } from "#components/api/fetch.ts";
import { type ProblemData, problemFrom } from "#components/api/problem.ts";
import type { Problem, RepositoryListEvent, RepositoryRow } from "#lib/index/types.ts";
import { firstRepositories, type KnownRepositories, mergeEvents } from "./known-repositories.ts";

/** How far the list is on its way to what the registry has now; `idle` where it was not asked, or the rest is left to a sync. */
type ListFreshness =
  | { readonly state: "idle" | "listing" | "reading" | "fresh" }
  | { readonly state: "failed"; readonly problem: ProblemData };

export interface LiveRepositories {
  readonly rows: KnownRepositories["rows"];
  readonly freshness: ListFreshness;
  /** Why the registry gives no catalog, where repositories are listed by hand. */
  readonly catalogProblem: Problem | null;
  readonly refresh: () => void;
}

/** How long events are gathered before the list is drawn anew, in milliseconds: a thousand repositories answer in a burst. */
const gatherFor = 80;

/**
 * The repositories of a registry: those the page came with, kept up to date from the stream behind them.
 *
 * @param ask whether the registry is asked at once, or only by `refresh`.
 */
export function useRepositories(
  slug: string,
  rows: readonly RepositoryRow[],
  ask: boolean,
): LiveRepositories {
  const [known, setKnown] = useState<KnownRepositories>(() => firstRepositories(rows));
  const [freshness, setFreshness] = useState<ListFreshness>({ state: ask ? "listing" : "idle" });
  const [catalogProblem, setCatalogProblem] = useState<Problem | null>(null);
  const [round, setRound] = useState(ask ? 1 : 0);

  useEffect(() => {
    if (round === 0) return;
    const leaving = new AbortController();
    let gathered: RepositoryListEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const draw = () => {
      clearTimeout(timer);
      timer = undefined;
      const events = gathered;
      gathered = [];
      if (events.length > 0) setKnown((before) => mergeEvents(before, events));
    };
    const read = async () => {
      setFreshness({ state: "listing" });
      setCatalogProblem(null);
      // While a sync reads the registry, the answer stops short.
      let whole = false;
      try {
        const path = `/api/registries/${slug}/repositories`;
        for await (const event of apiStream<RepositoryListEvent>(path, { signal: leaving.signal })) {
          gathered.push(event);
          if (event.type === "done") whole = true;
          if (event.type === "catalog-problem") setCatalogProblem(event.problem);
          if (event.type === "rows" || event.type === "catalog-problem") setFreshness({ state: "reading" });
          timer ??= setTimeout(draw, gatherFor);
        }
        draw();
        setFreshness({ state: whole ? "fresh" : "idle" });
      } catch (error) {
        if (leaving.signal.aborted) return;
        draw();
        setFreshness({ state: "failed", problem: problemFrom(error) });
      }
    };
    void read();
    return () => {
      leaving.abort();
      clearTimeout(timer);
    };
  }, [slug, round]);

  const refresh = useCallback(() => setRound((before) => before + 1), []);
  return { rows: known.rows, freshness, catalogProblem, refresh };
}

/** How many rows were not read yet. */
export function unreadRows(rows: KnownRepositories["rows"]): number {
  let unread = 0;
  for (const { tags, problem } of rows.values()) if (tags === null && problem === null) unread += 1;
  return unread;
}

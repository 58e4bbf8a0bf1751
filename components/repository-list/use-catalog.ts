"use client";

import { useCallback, useEffect, useState } from "react";
import { apiStream } from "#components/api/fetch.ts";
import { type ProblemData, problemFrom } from "#components/api/problem.ts";
import type { Problem, RepositoryListEvent } from "#lib/index/types.ts";

/** How far the list is on its way to what the registry has now; `idle` where it was not asked, or the rest is left to a sync. */
type CatalogFreshness =
  | { readonly state: "idle" | "listing" | "fresh" }
  | { readonly state: "reading"; readonly read: number; readonly repositories: number }
  | { readonly state: "failed"; readonly problem: ProblemData };

export interface Catalog {
  readonly freshness: CatalogFreshness;
  /** Why the registry gives no catalog, where repositories are listed by hand. */
  readonly catalogProblem: Problem | null;
  readonly refresh: () => void;
}

/** While rows change, the page is told of it at most this often, in milliseconds: a thousand repositories answer in a burst. */
const newsEvery = 500;

/**
 * Has a registry's repositories brought up to date, and hears how far that is.
 *
 * @param ask whether the registry is asked at once, or only by `refresh`.
 * @param onNews rows may have changed; the same function each time.
 */
export function useCatalog(slug: string, ask: boolean, onNews?: () => void): Catalog {
  const [freshness, setFreshness] = useState<CatalogFreshness>({ state: ask ? "listing" : "idle" });
  const [catalogProblem, setCatalogProblem] = useState<Problem | null>(null);
  const [round, setRound] = useState(ask ? 1 : 0);

  useEffect(() => {
    if (round === 0) return;
    const leaving = new AbortController();
    let latest: CatalogFreshness = { state: "listing" };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      clearTimeout(timer);
      timer = undefined;
      setFreshness(latest);
      onNews?.();
    };
    const read = async () => {
      setFreshness(latest);
      setCatalogProblem(null);
      // While a sync reads the registry, the answer stops short.
      let whole = false;
      try {
        const path = `/api/registries/${slug}/repositories`;
        for await (const event of apiStream<RepositoryListEvent>(path, { signal: leaving.signal })) {
          if (event.type === "done") whole = true;
          if (event.type === "catalog-problem") setCatalogProblem(event.problem);
          if (event.type === "read") latest = { ...event, state: "reading" };
          timer ??= setTimeout(tell, newsEvery);
        }
        latest = { state: whole ? "fresh" : "idle" };
      } catch (error) {
        if (leaving.signal.aborted) return;
        latest = { state: "failed", problem: problemFrom(error) };
      }
      tell();
    };
    void read();
    return () => {
      leaving.abort();
      clearTimeout(timer);
    };
  }, [slug, round, onNews]);

  const refresh = useCallback(() => setRound((before) => before + 1), []);
  return { freshness, catalogProblem, refresh };
}

"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { apiFetch, apiStream } from "#components/api/fetch.ts";
import { type ProblemData, problemFrom } from "#components/api/problem.ts";
import type { TagRow, TagTableEvent } from "#lib/index/types.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { firstRows, type KnownRows, mergeEvent, mergeRows, withoutTags } from "./known-rows.ts";

/** How far the table is on its way to what the registry has now. */
export type Freshness =
  | { readonly state: "listing" | "reading" | "fresh" }
  | { readonly state: "failed"; readonly problem: ProblemData };

export interface LiveRows {
  readonly known: KnownRows;
  readonly freshness: Freshness;
  /** Takes rows out at once: they were deleted. */
  readonly remove: (tags: readonly Tag[]) => void;
  /** Asks the registry where these tags point now. Tags asked for before are left out until the next refresh. */
  readonly verify: (tags: readonly Tag[]) => void;
  readonly refresh: () => void;
}

/** Tags that one request may ask for. */
const verifyAtOnce = 100;

/** The rows of a repository's table: those the page came with, kept up to date from the stream behind it. */
export function useTagRows(slug: string, repository: RepositoryName, rows: readonly TagRow[]): LiveRows {
  const [known, setKnown] = useState<KnownRows>(() => firstRows(rows));
  const [freshness, setFreshness] = useState<Freshness>({ state: "listing" });
  const [round, setRound] = useState(0);
  const verified = useRef(new Set<Tag>());

  // biome-ignore lint/correctness/useExhaustiveDependencies: each round reads the stream anew.
  useEffect(() => {
    const leaving = new AbortController();
    verified.current = new Set();
    setFreshness({ state: "listing" });
    const read = async () => {
      const path = `/api/registries/${slug}/tags?repository=${encodeURIComponent(repository)}`;
      try {
        for await (const event of apiStream<TagTableEvent>(path, { signal: leaving.signal })) {
          if (event.type === "tags") setFreshness({ state: "reading" });
          if (event.type === "done") setFreshness({ state: "fresh" });
          // Rows read in this round were just asked for.
          if (event.type === "rows") for (const { tag } of event.rows) verified.current.add(tag);
          setKnown((before) => mergeEvent(before, event));
        }
      } catch (error) {
        if (!leaving.signal.aborted) setFreshness({ state: "failed", problem: problemFrom(error) });
      }
    };
    void read();
    return () => leaving.abort();
  }, [slug, repository, round]);

  const verify = useCallback(
    (tags: readonly Tag[]) => {
      const unasked = tags.filter((tag) => !verified.current.has(tag)).slice(0, verifyAtOnce);
      if (unasked.length === 0) return;
      for (const tag of unasked) verified.current.add(tag);
      const ask = async () => {
        try {
          const answer = await apiFetch<{ rows: TagRow[] }>(`/api/registries/${slug}/tags/verify`, {
            method: "POST",
            body: { repository, tags: unasked },
          });
          setKnown((before) => mergeRows(before, answer.rows));
        } catch {
          // What the table shows is as old as its freshness says; the next look asks again.
          for (const tag of unasked) verified.current.delete(tag);
        }
      };
      void ask();
    },
    [slug, repository],
  );

  const remove = useCallback((tags: readonly Tag[]) => setKnown((before) => withoutTags(before, tags)), []);
  const refresh = useCallback(() => setRound((before) => before + 1), []);
  return { known, freshness, remove, verify, refresh };
}

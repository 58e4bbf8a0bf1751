"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { apiFetch, apiStream } from "#components/api/fetch.ts";
import { type ProblemData, problemFrom } from "#components/api/problem.ts";
import type { TableRow, TagTableEvent } from "#lib/index/table-types.ts";
import type { TagRow } from "#lib/index/types.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";

/** How far the index is on its way to what the registry has now. */
export type Freshness =
  | { readonly state: "listing" | "fresh" }
  /** Tags of the repository, and how many of them are read. */
  | { readonly state: "reading"; readonly tags: number; readonly read: number }
  | { readonly state: "failed"; readonly problem: ProblemData };

interface TagRefresh {
  readonly freshness: Freshness;
  readonly refresh: () => void;
  /** Asks the registry where the tags of these rows point now. Those asked for before are left out until the next refresh. */
  readonly verify: (rows: readonly TableRow[]) => void;
}

/** Tags that one request may ask for. */
const verifyAtOnce = 100;

/** While tags are read, the table is told this often at most, in milliseconds. */
const tellEvery = 1000;

/**
 * Has the index brought up to date with the registry while a person looks at a repository.
 *
 * @param changed is called when the index may say something else than before, with the repository's revision where it is known.
 */
export function useTagRefresh(
  slug: string,
  repository: RepositoryName,
  changed: (revision?: number | null) => void,
): TagRefresh {
  const [freshness, setFreshness] = useState<Freshness>({ state: "listing" });
  const [round, setRound] = useState(0);
  const verified = useRef(new Set<Tag>());

  // biome-ignore lint/correctness/useExhaustiveDependencies: each round reads the stream anew.
  useEffect(() => {
    const leaving = new AbortController();
    verified.current = new Set();
    setFreshness({ state: "listing" });
    const read = async () => {
      const path = `/api/registries/${slug}/tags/refresh?repository=${encodeURIComponent(repository)}`;
      const progress = { tags: 0, read: 0 };
      let told = 0;
      try {
        for await (const event of apiStream<TagTableEvent>(path, { signal: leaving.signal })) {
          if (event.type === "done") {
            setFreshness({ state: "fresh" });
            changed(event.revision);
            continue;
          }
          if (event.type === "listed") {
            progress.tags = event.tags;
            progress.read = event.tags - event.unread;
            changed(event.revision);
          } else {
            progress.read += event.tags;
            if (performance.now() - told < tellEvery) continue;
            told = performance.now();
            changed();
          }
          setFreshness({ state: "reading", ...progress });
        }
      } catch (error) {
        if (!leaving.signal.aborted) setFreshness({ state: "failed", problem: problemFrom(error) });
      }
    };
    void read();
    return () => leaving.abort();
  }, [slug, repository, round, changed]);

  const verify = useCallback(
    (rows: readonly TableRow[]) => {
      const asked = rows.filter((row) => isWorthAsking(row, verified.current)).slice(0, verifyAtOnce);
      if (asked.length === 0) return;
      for (const { tag } of asked) verified.current.add(tag);
      const ask = async () => {
        try {
          const answer = await apiFetch<{ rows: TagRow[] }>(`/api/registries/${slug}/tags/verify`, {
            method: "POST",
            body: { repository, tags: asked.map(({ tag }) => tag) },
          });
          const before = new Map(asked.map((row) => [row.tag, row]));
          if (answer.rows.some((row) => !saysTheSame(before.get(row.tag), row))) changed();
        } catch {
          // What the table shows is as old as its freshness says; the next look asks again.
          for (const { tag } of asked) verified.current.delete(tag);
        }
      };
      void ask();
    },
    [slug, repository, changed],
  );

  const refresh = useCallback(() => setRound((before) => before + 1), []);
  return { freshness, refresh, verify };
}

/** Rows that are still being read are asked for by that, and one with nothing behind it would have nothing again. */
function isWorthAsking({ tag, digest }: TableRow, verified: ReadonlySet<Tag>): boolean {
  return digest !== null && !verified.has(tag);
}

function saysTheSame(before: TagRow | undefined, row: TagRow): boolean {
  return (
    before?.digest === row.digest &&
    before?.problem?.code === row.problem?.code &&
    (before?.summary === null) === (row.summary === null)
  );
}

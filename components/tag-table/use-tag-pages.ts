"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import { type ProblemData, problemFrom } from "#components/api/problem.ts";
import type { VisibleRange } from "#components/ui/use-visible-range.ts";
import type { TableWindow } from "#lib/activity/tag-table.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { missingOffsets, pageOffsets, pageSize, pagesOf, type TagPages, withWindow } from "./tag-pages.ts";

/** Typing settles for so long before the server is asked, in milliseconds. */
const settling = 60;

/** Rows read beyond those drawn, so that they are there when one scrolls. */
const ahead = pageSize / 2;

/** What a person sees of the table. */
export interface Sight extends VisibleRange {
  /** Measures the place of the first row on the screen. */
  readonly first: () => number;
}

/** The rows of a table as far as they are needed. */
export interface LivePages {
  readonly pages: TagPages;
  /** The view that is wanted is not shown yet. */
  readonly changing: boolean;
  /** Why rows could not be had from Stowage's own server. */
  readonly problem: ProblemData | null;
  /** Says what is in sight, so that it is read. */
  readonly look: (sight: Sight) => void;
  /**
   * Reads everything in sight anew: the index changed. What is in sight stays where it is.
   *
   * @param revision the repository's, where it is known: nothing is read where the rows are of it.
   */
  readonly reload: (revision?: number | null) => void;
}

/**
 * The rows that a view shows, read from the index page by page as they come into sight.
 *
 * @param query the view, as the API takes it. Another one replaces the rows once its first page is there.
 */
export function useTagPages(
  slug: string,
  repository: RepositoryName,
  query: string,
  first: TableWindow,
): LivePages {
  const [pages, setPages] = useState(() => pagesOf(query, [first]));
  const [problem, setProblem] = useState<ProblemData | null>(null);
  const latest = useRef(pages);
  const sight = useRef<Sight>({ start: 0, end: 0, first: () => 0 });
  const underWay = useRef(new Map<number, AbortController>());

  const show = useCallback((next: TagPages) => {
    latest.current = next;
    setPages(next);
    setProblem(null);
  }, []);

  const read = useCallback(
    (of: string, offset: number, signal: AbortSignal, place?: Tag) => {
      const name = encodeURIComponent(repository);
      const also = place === undefined ? "" : `&place=${place}`;
      return apiFetch<TableWindow>(
        `/api/registries/${slug}/tags?repository=${name}&${of}&offset=${offset}&limit=${pageSize}${also}`,
        { signal },
      );
    },
    [slug, repository],
  );

  // Another view.
  useEffect(() => {
    if (latest.current.query === query) return;
    const leaving = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const window = await read(query, 0, leaving.signal);
        if (!leaving.signal.aborted) show(pagesOf(query, [window], latest.current));
      } catch (error) {
        if (!leaving.signal.aborted) setProblem(problemFrom(error));
      }
    }, settling);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [query, read, show]);

  const readAnew = useOneAtATime(
    useCallback(async () => {
      const before = latest.current;
      const { start, end, first } = sight.current;
      const top = first();
      const signal = new AbortController().signal;
      const anchor = top > 0 ? before.rows.get(top)?.tag : undefined;
      try {
        const window = await read(before.query, Math.floor(top / pageSize) * pageSize, signal, anchor);
        const shift = window.place === null ? 0 : window.place - top;
        const others = pageOffsets(window.total, start + shift, end + shift).filter(
          (offset) => offset !== window.offset,
        );
        const more = await Promise.all(others.map((offset) => read(before.query, offset, signal)));
        if (latest.current.query !== before.query) return;
        show(pagesOf(before.query, [window, ...more], before, shift));
      } catch (error) {
        setProblem(problemFrom(error));
      }
    }, [read, show]),
  );

  const reload = useCallback(
    (revision?: number | null) => {
      if (revision === undefined || revision !== latest.current.revision) void readAnew();
    },
    [readAnew],
  );

  const look = useCallback(
    (next: Sight) => {
      sight.current = next;
      const { query: of } = latest.current;
      const missing = missingOffsets(latest.current, next.start - ahead, next.end + ahead);
      for (const [offset, leaving] of underWay.current) {
        if (!missing.includes(offset)) leaving.abort();
      }
      for (const offset of missing) {
        if (underWay.current.has(offset)) continue;
        const leaving = new AbortController();
        underWay.current.set(offset, leaving);
        const add = async () => {
          try {
            const window = await read(of, offset, leaving.signal);
            const now = latest.current;
            if (leaving.signal.aborted || now.query !== of) return;
            // The index has changed since the other rows were read: their places are not these.
            if (window.total === now.total) show(withWindow(now, window));
            else reload();
          } catch (error) {
            if (!leaving.signal.aborted) setProblem(problemFrom(error));
          } finally {
            underWay.current.delete(offset);
          }
        };
        void add();
      }
    },
    [read, show, reload],
  );

  return { pages, changing: pages.query !== query, problem, look, reload };
}

/** Does work one at a time: asked for again while it is under way, it is done once more afterwards. */
function useOneAtATime(work: () => Promise<void>): () => Promise<void> {
  const state = useRef<"idle" | "busy" | "again">("idle");
  return useCallback(async () => {
    if (state.current !== "idle") {
      state.current = "again";
      return;
    }
    do {
      state.current = "busy";
      await work();
    } while (wasAskedAgain(state));
    state.current = "idle";
  }, [work]);
}

function wasAskedAgain(state: { readonly current: "idle" | "busy" | "again" }): boolean {
  return state.current === "again";
}

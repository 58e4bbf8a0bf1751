"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import type { ListLine, ListQuery, ListWindow } from "#lib/index/list/types.ts";
import { neededOffsets } from "./windows.ts";

/** The list as far as it is loaded. */
export interface ListLines {
  /** The query that the lines answer: for a moment the one before. */
  readonly query: ListQuery;
  readonly count: number;
  readonly matching: number;
  readonly repositories: number;
  readonly lineAt: (index: number) => ListLine | undefined;
}

interface Loaded {
  readonly query: ListQuery;
  readonly windows: readonly ListWindow[];
}

/**
 * The lines of a registry's list that are on the screen, asked for as they come into sight.
 *
 * @param first the window that the page came with, and the query that it answers.
 */
export function useListLines(
  slug: string,
  query: ListQuery,
  first: { readonly query: ListQuery; readonly window: ListWindow },
) {
  const client = useQueryClient();
  const [offsets, setOffsets] = useState<readonly number[]>([0]);
  const size = first.window.size;
  const [left, setLeft] = useState(false);
  const begins = !left && sameQuery(query, first.query) && offsets.length === 1 && offsets[0] === 0;
  // Whoever comes back to the first lines wants those of now.
  useEffect(() => setLeft((before) => before || !begins), [begins]);
  const { data, error } = useQuery({
    queryKey: ["repository-lines", slug, query, offsets],
    queryFn: async ({ signal }): Promise<Loaded> => ({
      query,
      windows: await Promise.all(offsets.map((offset) => askWindow(slug, query, offset, signal))),
    }),
    ...(begins ? { initialData: { query, windows: [first.window] } } : {}),
    placeholderData: keepPreviousData,
    // What changes is heard of by the stream.
    staleTime: Number.POSITIVE_INFINITY,
    // A page that is opened again comes with newer lines than those of the last time.
    gcTime: 0,
  });
  const shown = useMemo(() => data ?? { query: first.query, windows: [first.window] }, [data, first]);
  const lines: ListLines = useMemo(() => linesOf(shown, size, first.window), [shown, size, first.window]);

  const show = useCallback(
    (start: number, end: number) =>
      setOffsets((before) => {
        const needed = neededOffsets(start, end, size);
        return before.length === needed.length && needed.every((offset, at) => offset === before[at])
          ? before
          : needed;
      }),
    [size],
  );
  /** Asks again for what is on the screen; what is not is asked for when it comes into sight again. */
  const reload = useCallback(
    () => void client.invalidateQueries({ queryKey: ["repository-lines", slug] }),
    [client, slug],
  );
  // Equal parts of answers are kept from the one before, so that the texts are compared and not the objects.
  const settled = String(lines.query.turned) === String(query.turned) && lines.query.layout === query.layout;
  return { lines, settled, error, show, reload };
}

function linesOf({ query, windows }: Loaded, size: number, fallback: ListWindow): ListLines {
  const byOffset = new Map(windows.map((window) => [window.offset, window]));
  // Windows asked for together may be of different moments; the last one knows best how many there are.
  const { count, matching, repositories } = windows.at(-1) ?? fallback;
  return {
    query,
    count,
    matching,
    repositories,
    lineAt: (index) => byOffset.get(index - (index % size))?.lines[index % size],
  };
}

function sameQuery(one: ListQuery, other: ListQuery): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function askWindow(slug: string, query: ListQuery, offset: number, signal: AbortSignal): Promise<ListWindow> {
  const { filter, layout, sort, direction, turned } = query;
  const parameters = new URLSearchParams({
    q: filter,
    layout,
    sort,
    order: direction,
    offset: String(offset),
  });
  if (turned.length > 0) parameters.set("turned", turned.join(","));
  return apiFetch(`/api/registries/${slug}/repositories/lines?${parameters}`, { signal });
}

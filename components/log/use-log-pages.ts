"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { type ProblemData, problemFrom } from "#components/api/problem.ts";
import { useSettled } from "./use-settled.ts";

/** How long somebody may pause while typing a filter, in milliseconds. */
const settleAfter = 250;

/** How a log is read, page by page from the newest entry. */
interface LogReader<Page> {
  /** The entries that a query finds, older than one by its number, or the newest. */
  readonly read: (query: string, before: number | undefined, signal: AbortSignal) => Promise<Page>;
  /** The entry that those of the next page are older than; undefined where there are none. */
  readonly next: (page: Page) => number | undefined;
}

/** How what was read of a log stands. */
export interface LogState {
  /** Older entries: whether there may be any, and why they could not be had. */
  readonly more: {
    readonly there: boolean;
    readonly busy: boolean;
    readonly problem: ProblemData | null;
    readonly load: () => void;
  };
  /** What is shown belongs to the former filter. */
  readonly changing: boolean;
  readonly problem: ProblemData | null;
  readonly retry: () => void;
}

/**
 * The pages of a log by a query that may still be typed: the one that the page came with, and older ones as they are asked for.
 *
 * @param log tells its pages from those of other logs.
 */
export function useLogPages<Page>(log: string, typed: string, first: Page, { read, next }: LogReader<Page>) {
  const query = useSettled(typed, settleAfter);
  // The page came with what its address asked for.
  const [firstQuery] = useState(query);
  const key = useMemo(() => [log, query], [log, query]);
  const result = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => read(query, pageParam, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: next,
    ...(query === firstQuery ? { initialData: { pages: [first], pageParams: [undefined] } } : {}),
    placeholderData: keepPreviousData,
    // What was written stays as it is.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { data, error, isFetching, isFetchNextPageError, fetchNextPage } = result;
  const load = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const state: LogState = {
    more: {
      there: result.hasNextPage,
      busy: result.isFetchingNextPage,
      problem: isFetchNextPageError ? problemFrom(error) : null,
      load,
    },
    changing: result.isPlaceholderData,
    problem: error === null || isFetchNextPageError ? null : problemFrom(error),
    retry: () => void result.refetch(),
  };
  return { query, key, data, isFetching, state };
}

"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useSettled } from "#components/activity/use-settled.ts";
import { apiFetch } from "#components/api/fetch.ts";
import { type ProblemData, problemFrom } from "#components/api/problem.ts";
import type { AuditEntry, AuditPage } from "#lib/audit/types.ts";
import { type AuditFilter, auditQuery } from "./audit-filter.ts";

/** How long somebody may pause while typing a filter, in milliseconds. */
const settleAfter = 250;

/** With fewer entries found than this, it is looked further back without being asked. */
const screenful = 20;

interface Audit {
  readonly entries: readonly AuditEntry[];
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

/** The audit log by a filter: what the page came with, and older entries as they are asked for. */
export function useAudit(filter: AuditFilter, first: AuditPage): Audit {
  const query = useSettled(auditQuery(filter), settleAfter);
  // The page came with what its address asked for.
  const [firstQuery] = useState(query);
  const result = useInfiniteQuery({
    queryKey: ["audit", query],
    queryFn: ({ pageParam, signal }) => {
      const whole = new URLSearchParams(query);
      if (pageParam !== 0) whole.set("before", String(pageParam));
      return apiFetch<AuditPage>(`/api/audit?${whole}`, { signal });
    },
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next ?? undefined,
    ...(query === firstQuery ? { initialData: { pages: [first], pageParams: [0] } } : {}),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const entries = result.data?.pages.flatMap((page) => page.entries) ?? [];
  const { hasNextPage, isFetching, isError, isPlaceholderData, fetchNextPage } = result;
  const few = entries.length < screenful && hasNextPage && !isFetching && !isError && !isPlaceholderData;
  useEffect(() => {
    if (few) void fetchNextPage();
  }, [few, fetchNextPage]);

  return {
    entries,
    more: {
      there: hasNextPage,
      busy: result.isFetchingNextPage,
      problem: result.isFetchNextPageError ? problemFrom(result.error) : null,
      load: () => void fetchNextPage(),
    },
    changing: isPlaceholderData,
    problem: result.error === null || result.isFetchNextPageError ? null : problemFrom(result.error),
    retry: () => void result.refetch(),
  };
}

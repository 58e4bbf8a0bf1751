"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import type { PlanItemDetail } from "#lib/cleanup/plan/types.ts";
import { planApi } from "./plan-state.ts";

/** Items of an answer: the windows of the list begin at multiples of this. */
const windowSize = 100;

interface ItemWindow {
  readonly total: number;
  readonly items: readonly PlanItemDetail[];
}

/** A plan's items as far as they are loaded. */
export interface PlanItems {
  /** Null until the first answer. */
  readonly count: number | null;
  readonly itemAt: (index: number) => PlanItemDetail | undefined;
  /** Whether what is shown answers another question than the one asked last. */
  readonly stale: boolean;
  readonly error: unknown;
  /** Rows from `start` up to `end` are in sight. */
  readonly show: (start: number, end: number) => void;
}

/**
 * The items of a plan that are on the screen, asked for as they come into sight.
 *
 * @param question which items, as the API takes it.
 * @param revision another one whenever items may have changed.
 */
export function usePlanItems(slug: string, plan: string, question: string, revision: string): PlanItems {
  const [offsets, setOffsets] = useState<readonly number[]>([0]);
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ["plan-items", slug, plan, question, offsets, revision],
    queryFn: async ({ signal }) => {
      const windows = await Promise.all(
        offsets.map((offset) => {
          const query = `${question}&offset=${offset}&limit=${windowSize}`;
          return apiFetch<ItemWindow>(`${planApi(slug, plan)}/items?${query}`, { signal });
        }),
      );
      return { offsets, windows };
    },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const show = useCallback((start: number, end: number) => {
    const first = Math.floor(start / windowSize);
    const last = Math.max(first, Math.ceil(end / windowSize) - 1);
    const needed = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * windowSize);
    setOffsets((before) => (String(before) === String(needed) ? before : needed));
  }, []);
  const itemAt = useMemo(() => {
    const byOffset = new Map(data?.offsets.map((offset, at) => [offset, data.windows[at]]));
    return (index: number) => byOffset.get(index - (index % windowSize))?.items[index % windowSize];
  }, [data]);
  return { count: data?.windows.at(-1)?.total ?? null, itemAt, stale: isPlaceholderData, error, show };
}

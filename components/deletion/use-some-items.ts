"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { apiFetch } from "#components/api/fetch.ts";
import { planApi } from "#components/plans/plan-state.ts";
import type { Plan, PlanItemDetail } from "#lib/cleanup/plan/types.ts";

/** A dialog shows so many items; its plan's page shows all. */
const mostShown = 200;

/** Some items of a plan, and how many there are. */
export interface SomeItems {
  readonly total: number;
  readonly items: readonly PlanItemDetail[];
}

/**
 * The first items of a plan.
 *
 * @param question which items, as the API takes it.
 */
export function useSomeItems(slug: string, plan: Plan, question: string): SomeItems | undefined {
  const { state, forecast, counts, undo } = plan;
  const { data } = useQuery({
    queryKey: ["plan-some", slug, plan.id, question, state, forecast, counts, undo],
    queryFn: ({ signal }) =>
      apiFetch<SomeItems>(`${planApi(slug, plan.id)}/items?${question}&limit=${mostShown}`, { signal }),
    placeholderData: keepPreviousData,
    enabled: state !== "making",
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return data;
}

"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import { type ProblemData, problemFrom } from "#components/api/problem.ts";
import type { Plan } from "#lib/cleanup/plan/types.ts";
import { isMoving, planApi } from "./plan-state.ts";

/** How often a plan is asked for while it moves, in milliseconds. */
const lookEvery = 1_000;

/** A paused plan may be gone on with by somebody else. In milliseconds. */
const lookAtPausedEvery = 5_000;

/** What can be asked for of a plan; see `planActionSchema` in lib/http. */
type PlanAction =
  | { readonly action: "apply" | "pause" | "resume" | "cancel" | "retry" }
  | { readonly action: "save"; readonly title: string }
  | { readonly action: "undo"; readonly positions?: readonly number[] };

/** A plan as it stands, and what can be done with it. */
export interface WatchedPlan {
  readonly plan: Plan;
  /** Why it could not be asked for, or why what was asked for last could not be done. */
  readonly problem: ProblemData | null;
  /** What was asked for and is not answered yet. */
  readonly busy: PlanAction["action"] | "trim" | null;
  /** @returns the plan as it is then; null where that failed. */
  readonly act: (action: PlanAction) => Promise<Plan | null>;
  /** Takes items out, or puts them back in. As `act`. */
  readonly trim: (positions: readonly number[], leftOut: boolean) => Promise<Plan | null>;
}

/** Watches a plan: each second while anything becomes of it. */
export function usePlan(slug: string, first: Plan): WatchedPlan {
  const client = useQueryClient();
  const key = useMemo(() => ["plan", slug, first.id], [slug, first.id]);
  const path = planApi(slug, first.id);
  const [busy, setBusy] = useState<WatchedPlan["busy"]>(null);
  const [failure, setFailure] = useState<ProblemData | null>(null);
  const { data: plan, error } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => apiFetch<Plan>(path, { signal }),
    initialData: first,
    staleTime: lookEvery,
    gcTime: 0,
    refetchInterval: ({ state: { data } }) =>
      data === undefined || !isMoving(data) ? false : data.paused ? lookAtPausedEvery : lookEvery,
  });

  const ask = useCallback(
    async (what: NonNullable<WatchedPlan["busy"]>, request: () => Promise<Plan>) => {
      setBusy(what);
      setFailure(null);
      try {
        const next = await request();
        // An answer from before must not come after it.
        await client.cancelQueries({ queryKey: key });
        client.setQueryData(key, next);
        return next;
      } catch (thrown) {
        setFailure(problemFrom(thrown));
        void client.invalidateQueries({ queryKey: key });
        return null;
      } finally {
        setBusy(null);
      }
    },
    [client, key],
  );
  const act = useCallback(
    (action: PlanAction) => ask(action.action, () => apiFetch<Plan>(path, { method: "POST", body: action })),
    [ask, path],
  );
  const trim = useCallback(
    (positions: readonly number[], leftOut: boolean) =>
      ask("trim", () => apiFetch<Plan>(`${path}/items`, { method: "PATCH", body: { positions, leftOut } })),
    [ask, path],
  );
  const problem = failure ?? (error === null ? null : problemFrom(error));
  return { plan, problem, busy, act, trim };
}

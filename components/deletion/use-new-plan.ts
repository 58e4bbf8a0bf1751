"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import { type ProblemData, problemFrom } from "#components/api/problem.ts";
import { planApi } from "#components/plans/plan-state.ts";
import type { Plan } from "#lib/cleanup/plan/types.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { planFrom, type SelectedTags } from "./selected-tags.ts";

/** A plan that is being made. */
type NewPlan =
  | { readonly state: "making" }
  | { readonly state: "made"; readonly plan: Plan }
  | { readonly state: "failed"; readonly problem: ProblemData };

/**
 * Makes a plan of selected tags, and forgets it when what uses this goes away, unless it is to be kept.
 *
 * @returns with it `keep`, for a plan that is carried out or looked at elsewhere, and `again`, to make another.
 */
export function useNewPlan(slug: string, repository: RepositoryName, selected: SelectedTags) {
  const [wanted] = useState(() => planFrom(repository, selected));
  const [made, setMade] = useState<NewPlan>({ state: "making" });
  const [attempt, setAttempt] = useState(0);
  const kept = useRef(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt makes another plan.
  useEffect(() => {
    let left = false;
    let id: string | null = null;
    setMade({ state: "making" });
    const make = async () => {
      try {
        const plan = await apiFetch<Plan>(`/api/registries/${slug}/plans`, {
          method: "POST",
          body: { from: wanted },
        });
        if (left) return discard(slug, plan.id);
        id = plan.id;
        setMade({ state: "made", plan });
      } catch (error) {
        if (!left) setMade({ state: "failed", problem: problemFrom(error) });
      }
    };
    void make();
    return () => {
      left = true;
      if (id !== null && !kept.current) discard(slug, id);
    };
  }, [slug, wanted, attempt]);

  const keep = useCallback(() => {
    kept.current = true;
  }, []);
  const again = useCallback(() => setAttempt((before) => before + 1), []);
  return { made, keep, again };
}

/** One that cannot be forgotten now is forgotten by the server after a while. */
function discard(slug: string, plan: string): void {
  void apiFetch(planApi(slug, plan), { method: "DELETE" }).catch(() => undefined);
}

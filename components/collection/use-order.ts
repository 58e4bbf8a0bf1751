"use client";

import { useState } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import { type ProblemData, problemFrom } from "#components/api/problem.ts";
import type { CollectionRun } from "#lib/cleanup/collection/collection-types.ts";

type Order =
  | { readonly action: "collect"; readonly deleteUntagged: boolean }
  | { readonly action: "tell"; readonly deleteUntagged: boolean; readonly at?: number };

/** Has the server collect, or keep that somebody did; what came of asking. */
export function useOrder(slug: string, onDone: () => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemData | null>(null);
  const order = async (body: Order) => {
    setBusy(true);
    setProblem(null);
    try {
      await apiFetch<CollectionRun>(`/api/registries/${slug}/collections`, { method: "POST", body });
      onDone();
    } catch (error) {
      setProblem(problemFrom(error));
      setBusy(false);
    }
  };
  return { order, busy, problem };
}

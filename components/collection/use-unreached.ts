"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import { type ProblemData, problemFrom } from "#components/api/problem.ts";
import { planAddress } from "#components/ui/address.ts";
import type { UnreachedPage } from "#lib/cleanup/collection/untagged-types.ts";
import type { Plan } from "#lib/cleanup/plan/types.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";

/** Manifests that no tag reaches, part by part; each part asks the registry. */
export function useUnreached(slug: string) {
  const query = useInfiniteQuery({
    queryKey: ["collection", slug, "untagged"],
    queryFn: ({ pageParam, signal }) => {
      const part = new URLSearchParams({ limit: "50", ...(pageParam === "" ? {} : { after: pageParam }) });
      return apiFetch<UnreachedPage>(`/api/registries/${slug}/collection/untagged?${part}`, { signal });
    },
    initialPageParam: "",
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: 60_000,
    // Each part is some hundred requests at the most.
    refetchOnWindowFocus: false,
  });
  return { ...query, manifests: query.data?.pages.flatMap(({ manifests }) => manifests) ?? [] };
}

type From =
  | { readonly kind: "manifests"; readonly repository: RepositoryName; readonly digests: readonly Digest[] }
  | { readonly kind: "untagged" };

/** Makes a plan to delete manifests, and opens its page. */
export function useUntaggedPlan(slug: string) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemData | null>(null);
  const plan = async (title: string, from: From) => {
    setBusy(true);
    setProblem(null);
    try {
      const { id } = await apiFetch<Plan>(`/api/registries/${slug}/plans`, {
        method: "POST",
        body: { title, from },
      });
      router.push(planAddress(slug, id));
    } catch (error) {
      setProblem(problemFrom(error));
      setBusy(false);
    }
  };
  return { plan, busy, problem };
}

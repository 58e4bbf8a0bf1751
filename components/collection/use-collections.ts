"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import type { CollectionForecast, CollectionRuns } from "#lib/cleanup/collection/collections.ts";

/** How often a collection under way is asked for, in milliseconds. */
const askEvery = 1_500;

/** The collections of a registry, followed while one is under way. */
export function useCollections(slug: string, first: CollectionRuns) {
  const client = useQueryClient();
  const key = ["collections", slug];
  const { data = first } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => apiFetch<CollectionRuns>(`/api/registries/${slug}/collections`, { signal }),
    initialData: first,
    refetchInterval: ({ state }) => (isRunning(state.data) ? askEvery : false),
  });
  const running = isRunning(data);
  const [newest] = data.runs;
  const stands = newest === undefined ? "" : `${newest.id} ${newest.state}`;
  const before = useRef(stands);
  useEffect(() => {
    // What was garbage, and without a tag, may not be any more. A short one may never have been seen running.
    if (before.current !== stands) void client.invalidateQueries({ queryKey: ["collection", slug] });
    before.current = stands;
  }, [stands, client, slug]);
  return { ...data, running, refresh: () => client.invalidateQueries({ queryKey: key }) };
}

/** What collecting would free now. */
export function useForecast(slug: string) {
  return useQuery({
    queryKey: ["collection", slug, "forecast"],
    queryFn: ({ signal }) =>
      apiFetch<CollectionForecast>(`/api/registries/${slug}/collection/forecast`, { signal }),
  });
}

function isRunning(runs: CollectionRuns | undefined): boolean {
  return runs?.runs.some(({ state }) => state === "running") ?? false;
}

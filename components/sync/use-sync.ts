"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import type { RegistrySync } from "#lib/index/types.ts";

/** How often a running sync and one that waits are asked about, in milliseconds. */
const askRunning = 1_000;
const askWaiting = 10_000;

const keyOf = (slug: string) => ["sync", slug] as const;
const addressOf = (slug: string) => `/api/registries/${slug}/sync`;

/** How the sync of a registry stands, asked for again while the page is looked at; undefined until the first answer. */
export function useSync(slug: string): RegistrySync | undefined {
  const { data } = useQuery({
    queryKey: keyOf(slug),
    queryFn: ({ signal }) => apiFetch<RegistrySync>(addressOf(slug), { signal }),
    refetchInterval: ({ state }) => (state.data?.state === "running" ? askRunning : askWaiting),
  });
  return data;
}

/** Begins a sync, pauses it, or lets it go on. */
export function useSteerSync(slug: string) {
  const client = useQueryClient();
  return useCallback(
    async (action: "start" | "pause" | "resume") => {
      const answer = await apiFetch<RegistrySync>(addressOf(slug), { method: "POST", body: { action } });
      client.setQueryData(keyOf(slug), answer);
      // It is taken up by whoever runs it, a moment later.
      setTimeout(() => void client.invalidateQueries({ queryKey: keyOf(slug) }), askRunning * 2);
    },
    [client, slug],
  );
}

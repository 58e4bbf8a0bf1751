"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import type { SearchPage, SearchResult } from "#lib/index/search/search.ts";
import { parseSearch } from "#lib/oci/search/parse.ts";

export type TagHit = Extract<SearchResult, { readonly kind: "tag" }>;

/** Tags that are named, the first of them. */
const shown = 5;

/** The first tags that the search finds; none for what cannot be read as a query. */
export function useTagHits(text: string): readonly TagHit[] {
  const wanted = useDeferredValue(text.trim());
  const enabled = wanted !== "" && parseSearch(wanted).ok;
  const { data } = useQuery({
    queryKey: ["palette-search", wanted],
    queryFn: ({ signal }) => apiFetch<SearchPage>(`/api/search?q=${encodeURIComponent(wanted)}`, { signal }),
    placeholderData: keepPreviousData,
    enabled,
  });
  if (!enabled) return [];
  return data?.results.filter((result) => result.kind === "tag").slice(0, shown) ?? [];
}

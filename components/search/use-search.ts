"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { useEffect, useMemo, useState } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import type { SearchPage } from "#lib/index/search/search.ts";
import { formatSearch } from "#lib/oci/search/format.ts";
import { parseSearch } from "#lib/oci/search/parse.ts";

/** How long after a letter is waited for the next, in milliseconds. */
const typingPause = 120;

/** The search of the page: the query from its address, and what it finds. */
export function useSearch() {
  const [text, setText] = useQueryState(
    "q",
    parseAsString.withDefault("").withOptions({ history: "replace" }),
  );
  const parsed = useMemo(() => parseSearch(text), [text]);
  // Written anew, so that blanks and other ways to say the same do not ask again.
  const wanted = useSettled(parsed.ok ? formatSearch(parsed.query) : null);
  const found = useInfiniteQuery({
    queryKey: ["search", wanted],
    queryFn: ({ signal, pageParam }) => {
      const after = pageParam === null ? "" : `&after=${encodeURIComponent(pageParam)}`;
      return apiFetch<SearchPage>(`/api/search?q=${encodeURIComponent(wanted)}${after}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ more }) => more,
    placeholderData: keepPreviousData,
    enabled: wanted !== "",
  });
  return { text, setText, parsed, wanted, found };
}

/** The last query that could be read and that stood for a moment. */
function useSettled(query: string | null): string {
  const [settled, setSettled] = useState(query ?? "");
  useEffect(() => {
    if (query === null) return;
    const timer = setTimeout(() => setSettled(query), typingPause);
    return () => clearTimeout(timer);
  }, [query]);
  return settled;
}

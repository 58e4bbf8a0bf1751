"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useCallback } from "react";
import type { ActivityFilter } from "./activity-filter.ts";

const parsers = {
  registry: parseAsString.withDefault(""),
  repository: parseAsString.withDefault(""),
  actor: parseAsString.withDefault(""),
  action: parseAsStringLiteral(["push", "delete"] as const),
};

/** Which activity is shown, kept in the address: it can be bookmarked and sent to somebody. */
export function useActivityFilter() {
  const [filter, setQuery] = useQueryStates(parsers, { history: "replace", shallow: true });
  const change = useCallback((to: Partial<ActivityFilter>) => void setQuery(to), [setQuery]);
  const clear = useCallback(() => void setQuery(null), [setQuery]);
  return { filter: filter satisfies ActivityFilter, change, clear };
}

"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useCallback } from "react";
import type { AuditFilter } from "./audit-filter.ts";

const text = parseAsString.withDefault("");

const parsers = {
  text,
  actor: text,
  action: text,
  registry: text,
  repository: text,
  outcome: parseAsStringLiteral(["done", "refused", "failed"] as const),
  from: text,
  to: text,
};

/** Which entries are shown, kept in the address: it can be bookmarked and sent to somebody. */
export function useAuditFilter() {
  const [filter, setQuery] = useQueryStates(parsers, { history: "replace", shallow: true });
  const change = useCallback((to: Partial<AuditFilter>) => void setQuery(to), [setQuery]);
  const clear = useCallback(() => void setQuery(null), [setQuery]);
  return { filter: filter satisfies AuditFilter, change, clear };
}

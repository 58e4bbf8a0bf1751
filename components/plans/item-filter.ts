"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useCallback } from "react";

/** What of a plan is looked at: what goes, or what stays. */
export const parts = ["goes", "stays"] as const;

/** What items can be filtered by: what became of them, or of putting them back. */
export const itemFilters = [
  "planned",
  "deleted",
  "gone",
  "moved",
  "kept",
  "failed",
  "restored",
  "not-restored",
] as const;

/** Which items of a plan are shown. */
export interface ItemFilter {
  readonly part: (typeof parts)[number];
  /** Empty for all. */
  readonly repository: string;
  readonly state: (typeof itemFilters)[number] | null;
}

const parsers = {
  part: parseAsStringLiteral(parts).withDefault("goes"),
  repository: parseAsString.withDefault(""),
  state: parseAsStringLiteral(itemFilters),
};

const queries: Readonly<Record<(typeof itemFilters)[number], readonly (readonly [string, string])[]>> = {
  planned: [["states", "planned,begun"]],
  deleted: [["states", "deleted"]],
  gone: [["states", "gone"]],
  moved: [["states", "moved"]],
  kept: [["states", "kept"]],
  failed: [["states", "failed"]],
  restored: [["undo", "restored"]],
  "not-restored": [["undo", "failed"]],
};

/** The query of the API for a filter. */
export function itemQuery({ part, repository, state }: ItemFilter): string {
  const query = new URLSearchParams({ part });
  if (repository !== "") query.set("repository", repository);
  if (state !== null && part === "goes") for (const [name, value] of queries[state]) query.set(name, value);
  return query.toString();
}

/** Which items of a plan are shown, kept in the address. */
export function useItemFilter() {
  const [filter, setQuery] = useQueryStates(parsers, { history: "replace", shallow: true });
  const change = useCallback(
    (to: Partial<ItemFilter>) =>
      void setQuery({ ...to, ...(to.repository === "" ? { repository: null } : {}) }),
    [setQuery],
  );
  return { filter: filter satisfies ItemFilter, change };
}

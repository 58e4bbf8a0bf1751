"use client";

import { useQueryStates } from "nuqs";
import { useCallback, useMemo } from "react";
import { firstDirection, isFiltered, type TagSort, type TagView } from "#lib/oci/tag-view.ts";
import { viewOf, viewParsers } from "./view-params.ts";

/** What of a view a person can change in one go. */
export type ViewChange = Partial<Omit<TagView, "sort" | "direction">>;

/** How the table is looked at, kept in the address: it can be bookmarked and sent to somebody. */
export function useTableView() {
  const [query, setQuery] = useQueryStates(viewParsers, { history: "replace", shallow: true });
  const view: TagView = useMemo(() => viewOf(query), [query]);

  const change = useCallback(
    (to: ViewChange) => {
      void setQuery({
        ...("filter" in to ? { q: to.filter || null } : {}),
        ...("olderThan" in to ? { older: to.olderThan } : {}),
        ...("newerThan" in to ? { newer: to.newerThan } : {}),
        ...("platform" in to ? { platform: to.platform } : {}),
        ...("attached" in to ? { attached: to.attached || null } : {}),
      });
    },
    [setQuery],
  );

  /** Sorts by a column; by the one it is sorted by already, the other way round. */
  const sortBy = useCallback(
    (column: TagSort) => {
      const turned = view.direction === "ascending" ? "descending" : "ascending";
      const direction = column === view.sort ? turned : firstDirection[column];
      void setQuery({
        sort: column === "version" ? null : column,
        order: direction === firstDirection[column] ? null : direction,
      });
    },
    [setQuery, view],
  );

  return { view, change, sortBy, filtered: isFiltered(view) };
}

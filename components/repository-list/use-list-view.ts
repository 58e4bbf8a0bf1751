"use client";

import { useQueryStates } from "nuqs";
import { useCallback, useMemo } from "react";
import type { ListColumn } from "#lib/index/list/types.ts";
import { listParsers, viewOf } from "./list-address.ts";
import { firstDirection, type ListView } from "./list-view.ts";

/** How the list is looked at, kept in the address: it can be bookmarked and sent to somebody. */
export function useListView() {
  const [query, setQuery] = useQueryStates(listParsers, { history: "replace", shallow: true });
  const view = useMemo(() => viewOf(query), [query]);
  const setFilter = useCallback((filter: string) => void setQuery({ q: filter || null }), [setQuery]);
  const setLayout = useCallback(
    (layout: ListView["layout"]) => void setQuery({ layout: layout === "flat" ? null : layout }),
    [setQuery],
  );

  /** Sorts by a column; by the one it is sorted by already, the other way round. */
  const sortBy = useCallback(
    (column: ListColumn) => {
      const turned = view.direction === "ascending" ? "descending" : "ascending";
      const direction = column === view.sort ? turned : firstDirection[column];
      void setQuery({
        sort: column === "name" ? null : column,
        order: direction === firstDirection[column] ? null : direction,
      });
    },
    [setQuery, view],
  );
  return { view, setFilter, setLayout, sortBy };
}

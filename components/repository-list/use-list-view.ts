"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useCallback, useMemo } from "react";
import { firstDirection, type ListColumn, type ListView, listColumns } from "./list-view.ts";

const parsers = {
  q: parseAsString.withDefault(""),
  layout: parseAsStringLiteral(["flat", "tree"] as const).withDefault("flat"),
  sort: parseAsStringLiteral(listColumns).withDefault("name"),
  order: parseAsStringLiteral(["ascending", "descending"] as const),
};

/** How the list is looked at, kept in the address: it can be bookmarked and sent to somebody. */
export function useListView() {
  const [query, setQuery] = useQueryStates(parsers, { history: "replace", shallow: true });
  const view: ListView = useMemo(
    () => ({
      filter: query.q,
      layout: query.layout,
      sort: query.sort,
      direction: query.order ?? firstDirection[query.sort],
    }),
    [query],
  );
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

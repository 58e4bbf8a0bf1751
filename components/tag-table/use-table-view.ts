"use client";

import { parseAsBoolean, parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useCallback, useMemo } from "react";
import { firstDirection, isFiltered, type SortColumn, sortColumns, type TableView } from "./table-view.ts";

const parsers = {
  sort: parseAsStringLiteral(sortColumns).withDefault("version"),
  order: parseAsStringLiteral(["ascending", "descending"] as const),
  q: parseAsString.withDefault(""),
  older: parseAsInteger,
  newer: parseAsInteger,
  platform: parseAsString,
  attached: parseAsBoolean.withDefault(false),
};

/** What of a view a person can change in one go. */
export type ViewChange = Partial<Omit<TableView, "sort" | "direction">>;

/** How the table is looked at, kept in the address: it can be bookmarked and sent to somebody. */
export function useTableView() {
  const [query, setQuery] = useQueryStates(parsers, { history: "replace", shallow: true });
  const view: TableView = useMemo(
    () => ({
      sort: query.sort,
      direction: query.order ?? firstDirection[query.sort],
      filter: query.q,
      olderThan: days(query.older),
      newerThan: days(query.newer),
      platform: query.platform,
      attached: query.attached,
    }),
    [query],
  );

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
    (column: SortColumn) => {
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

/** An age in an address may be anything; only whole days from today back make sense. */
function days(number: number | null): number | null {
  return number !== null && number >= 0 && number < 100_000 ? number : null;
}

"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Direction, ListColumn } from "#lib/index/list/types.ts";
import { type ListView, listColumns } from "./list-view.ts";

interface ListHeadingsProps {
  readonly view: ListView;
  readonly sortBy: (column: ListColumn) => void;
}

const arrows: Readonly<Record<Direction, typeof ArrowUp>> = { ascending: ArrowUp, descending: ArrowDown };

const places: Readonly<Record<ListColumn, string>> = {
  name: "pl-1.5 max-md:flex-1",
  tags: "flex justify-end",
  size: "flex justify-end",
  created: "md:pl-4",
};

/** The headings of the list, by which it is sorted. */
export function ListHeadings({ view, sortBy }: ListHeadingsProps) {
  const t = useTranslations("repositoryList");
  return (
    <div role="rowgroup" className="sticky top-[var(--shell-height)] z-10">
      <div
        role="row"
        aria-rowindex={1}
        className="repository-head flex h-10 items-center gap-3 rounded-t-lg border-line border-b bg-raised px-3 font-medium text-muted text-xs md:grid"
      >
        {listColumns.map((column) => {
          const sorted = view.sort === column;
          const Arrow = arrows[view.direction];
          const hint = t(`sort.${column}Hint`);
          const explained =
            column === "size" ? t("sizeHint") : column === "created" ? t("createdHint") : undefined;
          return (
            <span
              key={column}
              role="columnheader"
              aria-sort={sorted ? view.direction : undefined}
              title={explained}
              className={places[column]}
            >
              <button
                type="button"
                onClick={() => sortBy(column)}
                aria-label={sorted ? `${hint}, ${t(`sort.${view.direction}`)}` : hint}
                className={`-mx-1.5 inline-flex min-h-6 items-center gap-1 whitespace-nowrap rounded px-1.5 hover:bg-subtle hover:text-foreground ${sorted ? "text-foreground" : ""}`}
              >
                {t(`column.${column}`)}
                {sorted && <Arrow aria-hidden className="size-3" />}
              </button>
            </span>
          );
        })}
      </div>
    </div>
  );
}

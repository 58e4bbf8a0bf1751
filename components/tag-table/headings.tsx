"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { Checkbox } from "#components/ui/checkbox.tsx";
import type { Direction, TagSort, TagView } from "#lib/oci/tag-view.ts";
import type { OptionalColumn } from "./columns.ts";

interface HeadingsProps {
  readonly view: TagView;
  readonly sortBy: (column: TagSort) => void;
  readonly hidden: readonly OptionalColumn[];
  /** Rows that are shown, and tags that are selected, which may be others. */
  readonly total: number;
  readonly selected: number;
  readonly selectAll: () => void;
}

/** The headings of the table, by which it is sorted and everything selected. */
export function Headings({ view, sortBy, hidden, total, selected, selectAll }: HeadingsProps) {
  const t = useTranslations("tagTable");
  const shown = (column: OptionalColumn) => !hidden.includes(column);
  return (
    <div role="rowgroup" className="sticky top-[var(--shell-height)] z-10">
      <div
        role="row"
        aria-rowindex={1}
        className="tag-head flex h-10 items-center gap-2 rounded-t-lg border-line border-b bg-raised max-md:pr-3 font-medium text-muted text-xs md:grid"
      >
        <span role="columnheader" className="flex items-center justify-center max-md:w-9">
          <span className="sr-only">{t("column.select")}</span>
          <Checkbox
            aria-label={t("selectAll", { count: total })}
            checked={total > 0 && selected === total}
            indeterminate={selected > 0 && selected !== total}
            disabled={total === 0}
            onChange={selectAll}
          />
        </span>
        <span
          role="columnheader"
          aria-sort={view.sort === "version" || view.sort === "name" ? view.direction : undefined}
          className="flex items-center gap-1"
        >
          <SortButton column="version" view={view} sortBy={sortBy}>
            {t("column.tag")}
          </SortButton>
          <SortButton column="name" view={view} sortBy={sortBy} subtle>
            {t("sort.az")}
          </SortButton>
        </span>
        {shown("digest") && (
          <span role="columnheader" className="pl-[1.125rem] max-md:hidden">
            {t("column.digest")}
          </span>
        )}
        {shown("type") && (
          <span role="columnheader" className="max-md:hidden">
            {t("column.type")}
          </span>
        )}
        {shown("platforms") && (
          <span role="columnheader" className="max-md:hidden">
            {t("column.platforms")}
          </span>
        )}
        {shown("size") && (
          <span
            role="columnheader"
            aria-sort={view.sort === "size" ? view.direction : undefined}
            title={t("sizeHint")}
            className="flex justify-end max-md:ml-auto"
          >
            <SortButton column="size" view={view} sortBy={sortBy}>
              {t("column.size")}
            </SortButton>
          </span>
        )}
        {shown("created") && (
          <span
            role="columnheader"
            aria-sort={view.sort === "created" ? view.direction : undefined}
            className="md:pl-5"
          >
            <SortButton column="created" view={view} sortBy={sortBy}>
              {t("column.created")}
            </SortButton>
          </span>
        )}
        {shown("pulled") && (
          <span role="columnheader" title={t("pulledHint")} className="max-md:hidden md:pl-5">
            {t("column.pulled")}
          </span>
        )}
        <span role="columnheader" className="max-md:hidden">
          <span className="sr-only">{t("column.actions")}</span>
        </span>
      </div>
    </div>
  );
}

interface SortButtonProps {
  readonly column: TagSort;
  readonly view: TagView;
  readonly sortBy: (column: TagSort) => void;
  readonly subtle?: boolean;
  readonly children: string;
}

const arrows: Readonly<Record<Direction, typeof ArrowUp>> = { ascending: ArrowUp, descending: ArrowDown };

function SortButton({ column, view, sortBy, subtle = false, children }: SortButtonProps) {
  const t = useTranslations("tagTable");
  const sorted = view.sort === column;
  const Arrow = arrows[view.direction];
  const hint = t(`sort.${column}Hint`);
  return (
    <button
      type="button"
      onClick={() => sortBy(column)}
      title={hint}
      aria-label={sorted ? `${hint}, ${t(`sort.${view.direction}`)}` : hint}
      className={`inline-flex min-h-6 items-center gap-1 rounded px-1.5 -mx-1.5 hover:bg-subtle hover:text-foreground ${sorted ? "text-foreground" : ""} ${subtle && !sorted ? "font-normal" : ""}`}
    >
      {children}
      {sorted && <Arrow aria-hidden className="size-3" />}
    </button>
  );
}

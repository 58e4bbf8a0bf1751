"use client";

import { Columns3, RefreshCw } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { buttonClass } from "#components/ui/button.tsx";
import { FilterInput } from "#components/ui/filter-input.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { PopupButton } from "#components/ui/popup-button.tsx";
import type { RepositoryName } from "#lib/oci/reference.ts";
import type { TagView } from "#lib/oci/tag-view.ts";
import type { OptionalColumn } from "./columns.ts";
import { MoreFilters } from "./more-filters.tsx";
import type { TagPages } from "./tag-pages.ts";
import type { ViewChange } from "./use-table-view.ts";

const loadColumns = () => import("./columns-menu.tsx").then(({ ColumnsMenu: loaded }) => loaded);
const ColumnsMenu = dynamic(loadColumns);

/** More rows than this are not all drawn: what a browser finds on a page is then a part of them. */
const rowsInFind = 40;

interface ToolbarProps {
  readonly registry: string;
  readonly repository: RepositoryName;
  readonly view: TagView;
  readonly pages: TagPages;
  readonly change: (to: ViewChange) => void;
  readonly hidden: readonly OptionalColumn[];
  readonly setHidden: (hidden: readonly OptionalColumn[]) => void;
  readonly refreshing: boolean;
  readonly refresh: () => void;
}

/** What the table shows of its rows: filters, columns; and asking the registry again. */
export function Toolbar(props: ToolbarProps) {
  const { view, pages, change, hidden, setHidden, refreshing, refresh } = props;
  const t = useTranslations("tagTable");
  const id = useId();
  const { filterProblem } = pages;
  return (
    <search className="block">
      <div className="flex flex-wrap items-center gap-2">
        <div className="relative min-w-0 flex-1 basis-64 md:max-w-md">
          <FilterInput
            label={t("filter.label")}
            clearLabel={t("filter.clearText")}
            aria-describedby={`${id}-help`}
            aria-invalid={filterProblem === null ? undefined : true}
            placeholder={t("filter.placeholder")}
            findKey={pages.total > rowsInFind}
            value={view.filter}
            onChange={(text) => change({ filter: text })}
            className="font-mono text-[0.8125rem] placeholder:font-sans"
          />
          <p id={`${id}-help`} className="sr-only">
            {t("filter.help")}
          </p>
        </div>
        <MoreFilters registry={props.registry} repository={props.repository} view={view} change={change} />
        <PopupButton
          kind="menu"
          className={buttonClass({ variant: "ghost" })}
          load={loadColumns}
          popup={(place) => <ColumnsMenu {...place} hidden={hidden} setHidden={setHidden} />}
        >
          <Columns3 aria-hidden className="size-4 text-muted" />
          <span className="max-sm:sr-only">{t("columns")}</span>
        </PopupButton>
        <IconButton label={t("refresh")} onClick={refresh} disabled={refreshing}>
          <RefreshCw aria-hidden className={refreshing ? "animate-spin" : undefined} />
        </IconButton>
      </div>
      {filterProblem !== null && (
        <p role="alert" className="mt-1.5 text-danger text-xs">
          {t(`filter.error.${filterProblem}`)}
        </p>
      )}
    </search>
  );
}

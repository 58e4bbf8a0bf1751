"use client";

import { Columns3, RefreshCw } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { buttonClass } from "#components/ui/button.tsx";
import { FilterInput } from "#components/ui/filter-input.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { PopupButton } from "#components/ui/popup-button.tsx";
import type { OptionalColumn } from "./columns.ts";
import { MoreFilters } from "./more-filters.tsx";
import type { Shown, TableView } from "./table-view.ts";
import type { ViewChange } from "./use-table-view.ts";

const loadColumns = () => import("./columns-menu.tsx").then(({ ColumnsMenu: loaded }) => loaded);
const ColumnsMenu = dynamic(loadColumns);

interface ToolbarProps {
  readonly view: TableView;
  readonly shown: Shown;
  readonly change: (to: ViewChange) => void;
  readonly hidden: readonly OptionalColumn[];
  readonly setHidden: (hidden: readonly OptionalColumn[]) => void;
  readonly refreshing: boolean;
  readonly refresh: () => void;
}

/** What the table shows of its rows: filters, columns; and asking the registry again. */
export function Toolbar({ view, shown, change, hidden, setHidden, refreshing, refresh }: ToolbarProps) {
  const t = useTranslations("tagTable");
  const id = useId();
  const { filter } = shown;
  return (
    <search className="block">
      <div className="flex flex-wrap items-center gap-2">
        <div className="relative min-w-0 flex-1 basis-64 md:max-w-md">
          <FilterInput
            label={t("filter.label")}
            clearLabel={t("filter.clearText")}
            aria-describedby={`${id}-help`}
            aria-invalid={filter.ok ? undefined : true}
            placeholder={t("filter.placeholder")}
            value={view.filter}
            onChange={(text) => change({ filter: text })}
            className="font-mono text-[0.8125rem] placeholder:font-sans"
          />
          <p id={`${id}-help`} className="sr-only">
            {t("filter.help")}
          </p>
        </div>
        <MoreFilters view={view} platforms={shown.platforms} change={change} />
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
      {!filter.ok && (
        <p role="alert" className="mt-1.5 text-danger text-xs">
          {t(`filter.error.${filter.code}`)}
        </p>
      )}
    </search>
  );
}

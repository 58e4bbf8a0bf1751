"use client";

import { FolderTree, RefreshCw, Rows3 } from "lucide-react";
import { useTranslations } from "next-intl";
import { FilterInput } from "#components/ui/filter-input.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { ListView } from "./list-view.ts";

interface ListToolbarProps {
  readonly view: ListView;
  readonly setFilter: (filter: string) => void;
  readonly setLayout: (layout: ListView["layout"]) => void;
  readonly refreshing: boolean;
  readonly refresh: () => void;
}

const layouts = [
  { layout: "flat", Icon: Rows3 },
  { layout: "tree", Icon: FolderTree },
] as const;

/** What the list shows, and how; and asking the registry again. */
export function ListToolbar({ view, setFilter, setLayout, refreshing, refresh }: ListToolbarProps) {
  const t = useTranslations("repositoryList");
  return (
    <search className="flex flex-wrap items-center gap-2">
      <div className="relative min-w-0 flex-1 basis-40 md:max-w-md">
        <FilterInput
          label={t("filter.label")}
          clearLabel={t("filter.clear")}
          placeholder={t("filter.placeholder")}
          value={view.filter}
          onChange={setFilter}
        />
      </div>
      <fieldset className="flex rounded-md border border-control/60 p-px">
        <legend className="sr-only">{t("layout.label")}</legend>
        {layouts.map(({ layout, Icon }) => (
          <button
            key={layout}
            type="button"
            aria-pressed={view.layout === layout}
            onClick={() => setLayout(layout)}
            className="flex h-7 items-center gap-1.5 rounded px-2.5 text-muted text-xs hover:text-foreground aria-pressed:bg-subtle aria-pressed:font-medium aria-pressed:text-foreground"
          >
            <Icon aria-hidden className="size-3.5" />
            <span className="max-sm:sr-only">{t(`layout.${layout}`)}</span>
          </button>
        ))}
      </fieldset>
      <IconButton label={t("refresh")} onClick={refresh} disabled={refreshing}>
        <RefreshCw aria-hidden className={refreshing ? "animate-spin" : undefined} />
      </IconButton>
    </search>
  );
}

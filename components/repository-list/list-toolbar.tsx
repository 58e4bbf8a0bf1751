"use client";

import { FolderTree, RefreshCw, Rows3, Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
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
        <Search aria-hidden className="absolute top-2 left-2.5 size-4 text-muted" />
        <Input
          data-filter-input
          aria-label={t("filter.label")}
          placeholder={t("filter.placeholder")}
          value={view.filter}
          onChange={({ target }) => setFilter(target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape" && view.filter !== "") {
              event.preventDefault();
              setFilter("");
            }
          }}
          spellCheck={false}
          autoComplete="off"
          maxLength={300}
          className="px-8"
        />
        {view.filter !== "" && (
          <IconButton
            label={t("filter.clear")}
            className="absolute top-0.5 right-0.5 size-7"
            onClick={() => setFilter("")}
          >
            <X aria-hidden />
          </IconButton>
        )}
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

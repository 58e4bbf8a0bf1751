"use client";

import { useTranslations } from "next-intl";
import type { TagView } from "#lib/oci/tag-view.ts";
import type { TagPages } from "./tag-pages.ts";
import type { ViewChange } from "./use-table-view.ts";
import type { Freshness } from "./use-tag-refresh.ts";

interface TableStatusProps {
  readonly pages: TagPages;
  readonly view: TagView;
  readonly filtered: boolean;
  readonly freshness: Freshness;
  readonly registryName: string;
  readonly change: (to: ViewChange) => void;
}

/** How many rows there are, and how fresh they are. Always one line, so that nothing moves when it changes. */
export function TableStatus(props: TableStatusProps) {
  const { pages, view, filtered, freshness, registryName, change } = props;
  const t = useTranslations("tagTable");
  const counts = { shown: pages.total, count: pages.all };
  return (
    <div className="flex min-h-6 flex-wrap items-center gap-x-4 gap-y-1 text-muted text-xs">
      <p role="status" className="tabular">
        {filtered ? t("countFiltered", counts) : t("count", counts)}
      </p>
      {pages.attached > 0 && (
        <label className="flex min-h-6 cursor-pointer items-center gap-1.5" title={t("attachedHint")}>
          <input
            type="checkbox"
            className="size-3.5 accent-accent"
            checked={view.attached}
            onChange={({ target }) => change({ attached: target.checked })}
          />
          {t("showAttached", { count: pages.attached })}
        </label>
      )}
      <p className="ml-auto tabular">
        {freshness.state === "listing" && t("listing", { registry: registryName })}
        {freshness.state === "reading" && t("reading", { read: freshness.read, count: freshness.tags })}
        {freshness.state === "fresh" && t("upToDate")}
      </p>
    </div>
  );
}

"use client";

import { Trash2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Bytes } from "#components/ui/bytes.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { ShownRow } from "./known-rows.ts";
import type { MayDelete } from "./table-registry.ts";
import { sizeTogether } from "./table-view.ts";

interface SelectionBarProps {
  readonly rows: readonly ShownRow[];
  /** How many of them a filter hides. */
  readonly hidden: number;
  readonly mayDelete: MayDelete;
  readonly onDelete: () => void;
  readonly onClear: () => void;
}

/** What is selected, and what can be done with it. At the foot of the screen, over the rows. */
export function SelectionBar({ rows, hidden, mayDelete, onDelete, onClear }: SelectionBarProps) {
  const t = useTranslations("tagTable");
  const { bytes, unknown } = sizeTogether(rows);
  return (
    <section
      aria-label={t("selection.label")}
      className="sticky bottom-3 z-20 mx-auto mt-3 flex w-fit max-w-full flex-wrap items-center gap-x-3 gap-y-1 rounded-xl border border-line bg-raised px-3 py-2 shadow-pop"
    >
      <p role="status" className="font-medium tabular">
        {t("selection.count", { count: rows.length })}
        {hidden > 0 && (
          <span className="ml-2 font-normal text-warning text-xs">
            {t("selection.hidden", { count: hidden })}
          </span>
        )}
      </p>
      {unknown === 0 && (
        <span className="text-muted text-xs max-sm:hidden" title={t("selection.sizeHint")}>
          {t.rich("selection.size", { size: () => <Bytes bytes={bytes} /> })}
        </span>
      )}
      <CopyButton
        text={rows.map(({ tag }) => tag).join("\n")}
        label={t("selection.copyNames")}
        showLabel
        className="min-h-8"
      />
      {mayDelete === "yes" ? (
        <Button variant="danger" onClick={onDelete}>
          <Trash2 aria-hidden className="size-4" />
          {t("selection.delete")}
        </Button>
      ) : (
        <span className="text-muted text-xs">
          {t(mayDelete === "role" ? "selection.cannotDelete" : "selection.readOnly")}
        </span>
      )}
      <IconButton label={t("selection.clear")} onClick={onClear}>
        <X aria-hidden />
      </IconButton>
    </section>
  );
}

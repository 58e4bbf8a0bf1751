"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ClipboardList, Lock, Trash2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import { Button } from "#components/ui/button.tsx";
import { Bytes } from "#components/ui/bytes.tsx";
import { copyText } from "#components/ui/copy-text.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { SelectionSummary } from "#lib/index/tag-selection.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import type { TagView } from "#lib/oci/tag-view.ts";
import { type Selection, selectedCount } from "./selection.ts";
import type { MayDelete } from "./table-registry.ts";
import type { TagPages } from "./tag-pages.ts";

interface SelectionBarProps {
  readonly registry: string;
  readonly repository: RepositoryName;
  readonly selection: Selection;
  readonly view: TagView;
  readonly pages: TagPages;
  readonly mayDelete: MayDelete;
  readonly names: () => Promise<readonly Tag[] | null>;
  readonly onDelete: () => void;
  readonly onGone: (tags: readonly Tag[]) => void;
  readonly onClear: () => void;
}

/** What is selected, and what can be done with it. At the foot of the screen, over the rows. */
export function SelectionBar(props: SelectionBarProps) {
  const { registry, repository, selection, view, pages, mayDelete, onGone } = props;
  const t = useTranslations("tagTable");
  const toast = useToast();
  const count = selectedCount(selection);
  const { data: summary } = useQuery({
    // The table is read anew whenever the index was found to say something else.
    queryKey: ["selection", registry, repository, plain(selection), view, pages.reading],
    queryFn: ({ signal }) =>
      apiFetch<SelectionSummary>(`/api/registries/${registry}/tags/selection`, {
        method: "POST",
        body: { repository, view, selected: plain(selection) },
        signal,
      }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  useEffect(() => {
    if (summary !== undefined && summary.gone.length > 0) onGone(summary.gone);
  }, [summary, onGone]);

  const copy = async () => {
    const tags = await props.names();
    if (tags === null) return;
    const copied = await copyText(tags.join("\n"));
    toast(copied ? t("copied") : t("copyFailed"), copied ? undefined : "danger");
  };
  return (
    <section
      aria-label={t("selection.label")}
      className="sticky bottom-3 z-20 mx-auto mt-3 flex w-fit max-w-full flex-wrap items-center gap-x-1.5 gap-y-1 rounded-xl border border-line bg-raised px-3 py-2 shadow-pop sm:gap-x-3"
    >
      <p role="status" className="font-medium tabular">
        {t("selection.count", { count })}
        {summary !== undefined && summary.hidden > 0 && (
          <span className="ml-2 font-normal text-warning text-xs">
            {t("selection.hidden", { count: summary.hidden })}
          </span>
        )}
      </p>
      {summary !== undefined && summary.protected > 0 && (
        <span className="flex items-center gap-1 text-muted text-xs">
          <Lock aria-hidden className="size-3.5" />
          {t("selection.protected", { count: summary.protected })}
        </span>
      )}
      {summary?.unread === 0 && (
        <span className="text-muted text-xs max-sm:hidden" title={t("selection.sizeHint")}>
          {t.rich("selection.size", { size: () => <Bytes bytes={summary.bytes} /> })}
        </span>
      )}
      <Button variant="ghost" onClick={copy}>
        <ClipboardList aria-hidden className="size-4 text-muted" />
        <span className="max-sm:sr-only">{t("selection.copyNames")}</span>
      </Button>
      {mayDelete !== "yes" ? (
        <span className="text-muted text-xs">
          {t(mayDelete === "role" ? "selection.cannotDelete" : "selection.readOnly")}
        </span>
      ) : (
        <Button variant="danger" onClick={props.onDelete}>
          <Trash2 aria-hidden className="size-4" />
          {t("selection.delete")}
        </Button>
      )}
      <IconButton label={t("selection.clear")} onClick={props.onClear}>
        <X aria-hidden />
      </IconButton>
    </section>
  );
}

/** The selection as it is sent. */
function plain({ selected }: Selection) {
  return selected.kind === "some"
    ? { kind: selected.kind, tags: [...selected.tags] }
    : { kind: selected.kind, view: selected.view, except: [...selected.except] };
}

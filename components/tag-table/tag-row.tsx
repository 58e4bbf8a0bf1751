"use client";

import { clsx } from "clsx";
import { EllipsisVertical, Lock } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type CSSProperties, memo } from "react";
import { tagAddress } from "#components/ui/address.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Bytes } from "#components/ui/bytes.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { shortDigest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { type OptionalColumn, optionalColumns } from "./columns.ts";
import { DigestMark } from "./digest-mark.tsx";
import { Platforms, SameAs, TypeCell } from "./tag-cells.tsx";
import type { PageRow } from "./tag-pages.ts";

interface TagRowProps {
  readonly slug: string;
  readonly repository: RepositoryName;
  /** Undefined where it was not read yet. */
  readonly row: PageRow | undefined;
  /** Its place in the table, from 0. */
  readonly place: number;
  readonly news: "moved" | "new" | null;
  /** Another row of its digest is pointed at. */
  readonly twin: boolean;
  readonly selected: boolean;
  /** The keyboard is on it. */
  readonly active: boolean;
  readonly hidden: readonly OptionalColumn[];
}

/**
 * A row of the tag table. It does nothing by itself: the table listens to all its rows, which say by `data-row` and
 * `data-part` what was clicked.
 *
 * One that was not read yet is the same element, so that the keyboard stays on it when it comes.
 */
export const TagTableRow = memo(function TagTableRow(props: TagRowProps) {
  const { row, place, twin, selected, active, hidden } = props;
  return (
    <div
      role="row"
      data-row={place}
      aria-rowindex={place + 2}
      aria-selected={selected}
      aria-busy={row === undefined || undefined}
      tabIndex={active ? 0 : -1}
      style={{ "--index": place } as CSSProperties}
      className={clsx(
        "tag-row group absolute inset-x-0 grid items-center border-line border-b outline-offset-[-2px]",
        selected ? "bg-accent-soft" : twin ? "bg-subtle" : "bg-raised hover:bg-subtle/60",
      )}
    >
      {row === undefined ? <WaitingCells hidden={hidden} /> : <RowCells {...props} row={row} />}
    </div>
  );
});

function RowCells(props: TagRowProps & { readonly row: PageRow }) {
  const { row, news, selected, active, hidden } = props;
  const t = useTranslations("tagTable");
  const inner = active ? 0 : -1;
  const shown = (column: OptionalColumn) => !hidden.includes(column);
  const pending = row.digest === null && row.problem === null;
  return (
    <>
      <span role="gridcell" className="tag-cell-select">
        {row.protectedBy === null ? (
          // The padding makes the target large; the box itself stays small.
          <label data-part="select" className="flex size-9 cursor-pointer items-center justify-center">
            <input
              type="checkbox"
              checked={selected}
              readOnly
              tabIndex={-1}
              aria-label={t("selectTag", { tag: row.tag })}
              className="size-4 accent-accent"
            />
          </label>
        ) : (
          <span
            role="img"
            aria-label={t("protected", { pattern: row.protectedBy })}
            title={t("protected", { pattern: row.protectedBy })}
            className="flex size-9 items-center justify-center text-muted"
          >
            <Lock aria-hidden className="size-3.5" />
          </span>
        )}
      </span>
      <span role="gridcell" className="tag-cell-tag flex min-w-0 items-center gap-2">
        <Link
          href={tagAddress(props.slug, props.repository, row.tag)}
          prefetch={false}
          tabIndex={inner}
          title={row.tag}
          className="max-w-full shrink-0 truncate py-1 font-medium font-mono text-[0.8125rem] hover:text-accent hover:underline"
        >
          {row.tag}
        </Link>
        {news !== null && (
          <Badge tone="accent" title={t(`${news}Hint`)}>
            {t(news)}
          </Badge>
        )}
        <SameAs tag={row.tag} twins={row.twins} />
      </span>
      <span className="tag-cell-rest" role="presentation">
        {shown("digest") && (
          <span role="gridcell" className="flex min-w-0 items-center gap-1.5 max-md:w-24 max-md:shrink-0">
            {row.digest !== null && (
              <>
                <span className="w-3 shrink-0">
                  {row.twins !== null && <DigestMark digest={row.digest} />}
                </span>
                <code className="truncate text-muted text-xs" title={row.digest}>
                  {shortDigest(row.digest)}
                </code>
                <CopyButton
                  text={row.digest}
                  label={t("copyDigest", { tag: row.tag })}
                  tabIndex={inner}
                  className="max-md:hidden md:opacity-0 md:group-focus-within:opacity-100 md:group-hover:opacity-100"
                />
              </>
            )}
            {pending && <Skeleton className="h-3.5 w-28" />}
          </span>
        )}
        {shown("type") && (
          <span role="gridcell" className="min-w-0 truncate max-md:shrink-0">
            <TypeCell row={row} pending={pending} />
          </span>
        )}
        {shown("platforms") && (
          <span role="gridcell" className="min-w-0 truncate text-muted text-xs max-md:flex-1">
            <Platforms platforms={row.summary?.platforms ?? []} />
            {pending && <Skeleton className="h-3.5 w-20" />}
          </span>
        )}
        {shown("size") && (
          <span role="gridcell" className="text-right max-md:hidden">
            {row.summary?.size != null && <Bytes bytes={row.summary.size} />}
            {pending && <Skeleton className="ml-auto h-3.5 w-14" />}
          </span>
        )}
        {shown("created") && (
          <span role="gridcell" className="min-w-0 truncate text-muted max-md:shrink-0 md:pl-5">
            {row.summary?.created != null && <RelativeTime date={row.summary.created} />}
            {pending && <Skeleton className="h-3.5 w-20" />}
          </span>
        )}
        {shown("pulled") && (
          <span role="gridcell" className="min-w-0 truncate text-muted max-md:hidden md:pl-5">
            {row.pulls !== null && (
              <span title={t("pulls", { count: row.pulls.pulls })}>
                <RelativeTime date={new Date(row.pulls.lastPulledAt).toISOString()} past />
              </span>
            )}
          </span>
        )}
      </span>
      {shown("size") && (
        <span aria-hidden className="tag-cell-size text-right text-xs md:hidden">
          {row.summary?.size != null && <Bytes bytes={row.summary.size} />}
        </span>
      )}
      <span role="gridcell" className="tag-cell-menu">
        <button
          type="button"
          data-part="menu"
          tabIndex={inner}
          aria-haspopup="menu"
          aria-label={t("actionsFor", { tag: row.tag })}
          className="flex size-8 items-center justify-center rounded-md text-muted hover:bg-subtle hover:text-foreground"
        >
          <EllipsisVertical aria-hidden className="size-4" />
        </button>
      </span>
    </>
  );
}

function WaitingCells({ hidden }: { readonly hidden: readonly OptionalColumn[] }) {
  const t = useTranslations("tagTable");
  return (
    <>
      <span role="gridcell" className="tag-cell-select" />
      <span role="gridcell" className="tag-cell-tag">
        <span className="sr-only">{t("waiting")}</span>
        <Skeleton className="h-3.5 w-40" />
      </span>
      <span className="tag-cell-rest" role="presentation">
        {optionalColumns
          .filter((column) => !hidden.includes(column))
          .map((column) => (
            <span key={column} role="gridcell" className="max-md:hidden">
              <Skeleton className="h-3.5 w-16" />
            </span>
          ))}
      </span>
    </>
  );
}

"use client";

import "./retention.css";
import { clsx } from "clsx";
import { Check, Lock, Trash2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type CSSProperties, useEffect, useRef } from "react";
import { repositoryAddress, tagAddress } from "#components/ui/address.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useVisibleRange } from "#components/ui/use-visible-range.ts";
import type { PreviewRow, PreviewWindow } from "#lib/retention/preview-window.ts";
import { useReasonText } from "./reason-text.ts";

interface PreviewRowsProps {
  readonly registry: string;
  readonly window: PreviewWindow;
  /** Rows from this one on are in sight. */
  readonly look: (start: number) => void;
  /** A tag is pointed at that this rule decided over. */
  readonly point: (rule: number | null) => void;
}

/** Tags with what becomes of each and why, below their repositories. Only those near the screen are drawn. */
export function PreviewRows({ registry, window, look, point }: PreviewRowsProps) {
  const t = useTranslations("retention.preview");
  const list = useRef<HTMLUListElement>(null);
  const { total, offset, rows } = window;
  const range = useVisibleRange(list, total);
  useEffect(() => look(range.start), [look, range.start]);
  const pointAt = (target: EventTarget) => {
    const row = target instanceof Element ? target.closest<HTMLElement>("[data-rule-of]") : null;
    point(row?.dataset.ruleOf === undefined ? null : Number(row.dataset.ruleOf));
  };
  const places = Array.from({ length: range.end - range.start }, (_, index) => range.start + index);
  return (
    <section
      aria-label={t("table")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
      tabIndex={0}
      className="max-h-[70vh] min-h-40 overflow-y-auto rounded-lg border border-line bg-raised lg:max-h-[calc(100vh-19rem)]"
    >
      <ul
        ref={list}
        className="preview-rows relative"
        style={{ height: `calc(var(--row-height) * ${total} * 1px)` }}
        onMouseOver={({ target }) => pointAt(target)}
        onFocus={({ target }) => pointAt(target)}
        onMouseLeave={() => point(null)}
        onBlur={() => point(null)}
      >
        {places.map((place) => (
          <Row key={place} registry={registry} row={rows[place - offset]} place={place} total={total} />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  readonly registry: string;
  readonly row: PreviewRow | undefined;
  readonly place: number;
  readonly total: number;
}

function Row({ registry, row, place, total }: RowProps) {
  const rule = row?.kind === "tag" && "rule" in row.reason ? row.reason.rule : null;
  return (
    <li
      aria-posinset={place + 1}
      aria-setsize={total}
      data-rule-of={rule ?? undefined}
      style={{ "--index": place } as CSSProperties}
      className={clsx(
        "preview-row absolute inset-x-0 flex items-center gap-2.5 border-line border-b px-3",
        row?.kind === "repository" ? "bg-subtle" : "hover:bg-subtle/60",
      )}
    >
      {row === undefined ? (
        <Skeleton className="h-4 w-2/3" />
      ) : row.kind === "repository" ? (
        <RepositoryRow registry={registry} row={row} />
      ) : (
        <TagRow registry={registry} row={row} />
      )}
    </li>
  );
}

function RepositoryRow({
  registry,
  row,
}: {
  readonly registry: string;
  readonly row: Extract<PreviewRow, { kind: "repository" }>;
}) {
  const t = useTranslations("retention.preview");
  const { repository, goes, stays } = row;
  return (
    <>
      <Link
        href={repositoryAddress(registry, repository)}
        prefetch={false}
        title={repository}
        className="min-w-0 flex-1 truncate font-medium font-mono text-[0.8125rem] hover:underline"
      >
        {repository}
      </Link>
      <span className="tabular whitespace-nowrap text-muted text-xs">
        {t("repositoryCounts", { goes, stays })}
      </span>
    </>
  );
}

function TagRow({
  registry,
  row,
}: {
  readonly registry: string;
  readonly row: Extract<PreviewRow, { kind: "tag" }>;
}) {
  const t = useTranslations("retention.preview");
  const reasonText = useReasonText();
  const { repository, tag, created, goes, reason } = row;
  const Icon = goes ? Trash2 : reason.code === "protected" ? Lock : Check;
  const text = reasonText(reason);
  return (
    <>
      <Icon
        role="img"
        aria-label={t(goes ? "goesLabel" : "staysLabel")}
        className={clsx("size-4 shrink-0", goes ? "text-danger" : "text-success")}
      />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <Link
            href={tagAddress(registry, repository, tag)}
            prefetch={false}
            title={tag}
            className={clsx(
              "truncate font-mono text-[0.8125rem] hover:underline",
              goes ? "text-danger" : "font-medium",
            )}
          >
            {tag}
          </Link>
          {created !== null && (
            <span className="ml-auto text-muted text-xs max-sm:hidden">
              <RelativeTime date={new Date(created).toISOString()} past />
            </span>
          )}
        </span>
        <span className="block truncate text-muted text-xs" title={text}>
          {"rule" in reason && reason.rule !== null && reason.code === "rule" && (
            <span className="font-medium text-foreground">{t("rule", { number: reason.rule + 1 })}: </span>
          )}
          {text}
        </span>
      </span>
    </>
  );
}

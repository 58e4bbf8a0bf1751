"use client";

import "./tag-table.css";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import {
  type CSSProperties,
  type Dispatch,
  type KeyboardEvent,
  type MouseEvent,
  type SetStateAction,
  useEffect,
  useRef,
  useState,
} from "react";
import { tagAddress } from "#components/ui/address.ts";
import { drawnRows, pageOfRows, rowHeightOf, useVisibleRange } from "#components/ui/use-visible-range.ts";
import type { TableRow } from "#lib/index/table-types.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import type { TagView } from "#lib/oci/tag-view.ts";
import { columnTemplate, type OptionalColumn } from "./columns.ts";
import { Headings } from "./headings.tsx";
import { extend, isSelected, nothingSelected, type Selection, selectedCount, toggle } from "./selection.ts";
import { tableCommand } from "./table-keys.ts";
import { newsOf, type PageRow, type TagPages } from "./tag-pages.ts";
import { TagTableRow } from "./tag-row.tsx";
import { useActiveRow, useHeldPlace } from "./use-active-row.ts";
import type { useTableView } from "./use-table-view.ts";
import type { Sight } from "./use-tag-pages.ts";

interface TagGridProps {
  readonly slug: string;
  readonly repository: RepositoryName;
  readonly pages: TagPages;
  /** When the page was opened, in milliseconds since 1970; null where nothing was known then. */
  readonly openedAt: number | null;
  readonly view: TagView;
  readonly sortBy: ReturnType<typeof useTableView>["sortBy"];
  readonly hidden: readonly OptionalColumn[];
  readonly selection: Selection;
  readonly select: Dispatch<SetStateAction<Selection>>;
  readonly selectAll: () => void;
  /** Gives the tags of a range of places, which may have to be asked for. */
  readonly tagsBetween: (first: number, last: number) => Promise<readonly Tag[] | null>;
  readonly onMenu: (row: PageRow, anchor: HTMLElement) => void;
  /** Delete was pressed on the keyboard, on this row. */
  readonly onDelete: (row: PageRow) => void;
  readonly look: (sight: Sight) => void;
  /** The rows on the screen, whenever these change and have been looked at for a moment. */
  readonly onSeen: (rows: readonly TableRow[]) => void;
}

/** How long rows are on the screen before they count as seen, in milliseconds: not those one scrolls past. */
const seenAfter = 400;

/** The rows of the table under their headings. Only those near the screen are drawn. */
export function TagGrid(props: TagGridProps) {
  const { pages, hidden, selection, select, slug, repository, look, onSeen } = props;
  const { rows, total } = pages;
  const t = useTranslations("tagTable");
  const router = useRouter();
  const list = useRef<HTMLDivElement>(null);
  const range = useVisibleRange(list, total);
  const [pointedAt, setPointedAt] = useState<Digest | null>(null);
  const [active, activate] = useActiveRow(list, pages);
  useHeldPlace(list, pages);

  // biome-ignore lint/correctness/useExhaustiveDependencies: other pages may lack what is in sight.
  useEffect(() => {
    look({ start: range.start, end: range.end, first: () => firstInSight(list.current) });
  }, [look, range.start, range.end, pages]);
  useEffect(() => {
    const timer = setTimeout(() => {
      const seen = Array.from({ length: range.end - range.start }, (_, index) =>
        rows.get(range.start + index),
      );
      onSeen(seen.filter((row) => row !== undefined));
    }, seenAfter);
    return () => clearTimeout(timer);
  }, [onSeen, rows, range.start, range.end]);

  const rowOf = (target: EventTarget) => {
    const element = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
    const place = element === null ? -1 : Number(element.dataset.row);
    return { element, place, row: rows.get(place) };
  };

  /** Selects from where the last range begins to a place. */
  const extendTo = async (place: number, from: number) => {
    const { anchor } = selection;
    const begin = anchor === null ? undefined : (pages.places.get(anchor.tag) ?? anchor.place);
    const at = begin ?? from;
    const tag = anchor?.tag ?? rows.get(from)?.tag;
    if (tag === undefined) return;
    const between = await props.tagsBetween(Math.min(at, place), Math.max(at, place));
    if (between !== null) select((before) => extend(before, { tag, place: at }, between));
  };

  const onClick = (event: MouseEvent) => {
    const { element, place, row } = rowOf(event.target);
    if (row === undefined || element === null || !(event.target instanceof Element)) return;
    const part = event.target.closest<HTMLElement>("[data-part]");
    if (part?.dataset.part === "menu") {
      activate(place);
      props.onMenu(row, part);
      return;
    }
    const box = part?.dataset.part === "select";
    // A click on the label comes a second time, from its box. Its default is left alone: the box would show the state before.
    if (box && !(event.target instanceof HTMLInputElement)) return;
    if (!box && event.target.closest("a, button") !== null) return;
    // Somebody who marks text in a row wants to copy it.
    if (!box && (window.getSelection()?.toString() ?? "") !== "") return;
    if (event.shiftKey) void extendTo(place, place);
    else if (row.protectedBy === null) select((before) => toggle(before, { tag: row.tag, place }));
    activate(place);
    element.focus({ preventScroll: true });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const { element, place, row } = rowOf(event.target);
    if (element === null) return;
    // Enter and Space belong to a link or button that has the focus.
    if (event.target !== element && (event.key === "Enter" || event.key === " ")) return;
    const page = list.current === null ? 1 : pageOfRows(list.current);
    const command = tableCommand(event, place, total, page);
    if (command === null || (command.kind === "clear" && selectedCount(selection) === 0)) return;
    event.preventDefault();
    if (command.kind === "move") {
      if (command.extend) void extendTo(command.to, place);
      activate(command.to);
    } else if (command.kind === "select-all") props.selectAll();
    else if (command.kind === "clear") select(nothingSelected);
    else if (row === undefined) return;
    else if (command.kind === "open") router.push(tagAddress(slug, repository, row.tag));
    else if (command.kind === "delete") props.onDelete(row);
    else if (event.shiftKey) void extendTo(place, place);
    else if (row.protectedBy === null) select((before) => toggle(before, { tag: row.tag, place }));
  };

  const point = (event: { target: EventTarget }) => {
    const { row } = rowOf(event.target);
    setPointedAt(row?.twins == null ? null : row.digest);
  };

  return (
    <div
      role="grid"
      aria-label={t("table", { repository })}
      aria-rowcount={total + 1}
      aria-multiselectable
      style={{ "--columns": columnTemplate(hidden) } as CSSProperties}
      className="rounded-lg border border-line bg-raised"
    >
      <Headings
        view={props.view}
        sortBy={props.sortBy}
        hidden={hidden}
        total={total}
        selected={selectedCount(selection)}
        selectAll={props.selectAll}
      />
      <div
        ref={list}
        role="rowgroup"
        className="tag-rows -mb-px relative overflow-clip rounded-b-lg"
        style={{ height: `calc(var(--row-height) * ${total} * 1px)` }}
        onClick={onClick}
        onKeyDown={onKeyDown}
        onMouseOver={point}
        onFocus={point}
        onMouseLeave={() => setPointedAt(null)}
        onBlur={() => setPointedAt(null)}
      >
        {drawnRows(range, active, total).map((place) => {
          const row = rows.get(place);
          return (
            <TagTableRow
              key={place}
              slug={slug}
              repository={repository}
              row={row}
              place={place}
              news={row === undefined ? null : newsOf(row, props.openedAt)}
              twin={pointedAt !== null && row?.digest === pointedAt}
              selected={row?.protectedBy === null && isSelected(selection, row.tag)}
              active={place === active}
              hidden={hidden}
            />
          );
        })}
      </div>
    </div>
  );
}

function firstInSight(list: HTMLElement | null): number {
  return list === null ? 0 : Math.max(0, Math.floor(-list.getBoundingClientRect().top / rowHeightOf(list)));
}

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
  useMemo,
  useRef,
  useState,
} from "react";
import { tagAddress } from "#components/ui/address.ts";
import { useAnchoredScroll, useFocusOnActive } from "#components/ui/use-row-focus.ts";
import { drawnRows, pageOfRows, useVisibleRange } from "#components/ui/use-visible-range.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { columnTemplate, type OptionalColumn } from "./columns.ts";
import { Headings } from "./headings.tsx";
import type { ShownRow } from "./known-rows.ts";
import { activate, clear, extendTo, type Selection, toggle, toggleAll } from "./selection.ts";
import { tableCommand } from "./table-keys.ts";
import type { SortColumn, TableView } from "./table-view.ts";
import { TagTableRow } from "./tag-row.tsx";

interface TagGridProps {
  readonly slug: string;
  readonly repository: RepositoryName;
  readonly rows: readonly ShownRow[];
  readonly shared: ReadonlyMap<Digest, readonly Tag[]>;
  readonly view: TableView;
  readonly sortBy: (column: SortColumn) => void;
  readonly hidden: readonly OptionalColumn[];
  readonly selection: Selection;
  readonly select: Dispatch<SetStateAction<Selection>>;
  readonly onMenu: (tag: Tag, anchor: HTMLElement) => void;
  /** Delete was pressed on the keyboard, about these tags. */
  readonly onDelete: (tags: readonly Tag[]) => void;
  /** The rows on the screen, whenever these change and have been looked at for a moment. */
  readonly onSeen: (tags: readonly Tag[]) => void;
}

/** How long rows are on the screen before they count as seen, in milliseconds: not those one scrolls past. */
const seenAfter = 400;

/** The rows of the table under their headings. Only those near the screen are drawn. */
export function TagGrid(props: TagGridProps) {
  const { rows, shared, hidden, selection, select, slug, repository, onSeen } = props;
  const t = useTranslations("tagTable");
  const router = useRouter();
  const list = useRef<HTMLDivElement>(null);
  const range = useVisibleRange(list, rows.length);
  const [pointedAt, setPointedAt] = useState<Digest | null>(null);
  const order = useMemo(() => rows.map(({ tag }) => tag), [rows]);
  const places = useMemo(() => new Map(order.map((tag, index) => [tag, index])), [order]);
  const activeIndex = (selection.active === null ? undefined : places.get(selection.active)) ?? 0;

  useAnchoredScroll(list, order, places);
  useFocusOnActive(list, selection.active);

  useEffect(() => {
    const timer = setTimeout(() => onSeen(order.slice(range.start, range.end)), seenAfter);
    return () => clearTimeout(timer);
  }, [onSeen, order, range.start, range.end]);

  const rowOf = (target: EventTarget) => {
    const element = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
    return { element, tag: (element?.dataset.row ?? null) as Tag | null };
  };
  const partOf = (target: EventTarget) =>
    target instanceof Element ? (target.closest<HTMLElement>("[data-part]") ?? null) : null;

  const onClick = (event: MouseEvent) => {
    const { element, tag } = rowOf(event.target);
    if (tag === null || element === null || !(event.target instanceof Element)) return;
    const part = partOf(event.target);
    if (part?.dataset.part === "menu") {
      select((before) => activate(before, tag));
      props.onMenu(tag, part);
      return;
    }
    const box = part?.dataset.part === "select";
    // A click on the label comes a second time, from its box. Its default is left alone: the box would show the state before.
    if (box && !(event.target instanceof HTMLInputElement)) return;
    if (!box && event.target.closest("a, button") !== null) return;
    // Somebody who marks text in a row wants to copy it.
    if (!box && (window.getSelection()?.toString() ?? "") !== "") return;
    select((before) => (event.shiftKey ? extendTo(before, order, tag) : toggle(before, tag)));
    element.focus({ preventScroll: true });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const { element, tag } = rowOf(event.target);
    if (tag === null || element === null) return;
    const onRow = event.target === element;
    // Enter and Space belong to a link or button that has the focus.
    if (!onRow && (event.key === "Enter" || event.key === " ")) return;
    const at = places.get(tag) ?? 0;
    const page = list.current === null ? 1 : pageOfRows(list.current);
    const command = tableCommand(event, at, order.length, page);
    if (command === null) return;
    if (command.kind === "clear" && selection.selected.size === 0) return;
    event.preventDefault();
    const target = command.kind === "move" ? order[command.to] : undefined;
    switch (command.kind) {
      case "move":
        if (target === undefined) return;
        select((before) =>
          command.extend ? extendTo(before, order, target, tag) : activate(before, target),
        );
        return;
      case "toggle":
        select((before) => (event.shiftKey ? extendTo(before, order, tag) : toggle(before, tag)));
        return;
      case "open":
        router.push(tagAddress(slug, repository, tag));
        return;
      case "select-all":
        select((before) => toggleAll(before, order));
        return;
      case "clear":
        select(clear);
        return;
      case "delete":
        if (selection.selected.size === 0) select((before) => toggle(before, tag));
        props.onDelete(selection.selected.size === 0 ? [tag] : [...selection.selected]);
    }
  };

  const point = (event: { target: EventTarget }) => {
    const { tag } = rowOf(event.target);
    const row = tag === null ? undefined : rows[places.get(tag) ?? -1];
    const digest = row?.digest ?? null;
    setPointedAt(digest !== null && shared.has(digest) ? digest : null);
  };

  return (
    <div
      role="grid"
      aria-label={t("table", { repository })}
      aria-rowcount={rows.length + 1}
      aria-multiselectable
      style={{ "--columns": columnTemplate(hidden) } as CSSProperties}
      className="rounded-lg border border-line bg-raised"
    >
      <Headings
        view={props.view}
        sortBy={props.sortBy}
        hidden={hidden}
        selection={selection}
        select={select}
        order={order}
      />
      <div
        ref={list}
        role="rowgroup"
        className="tag-rows -mb-px relative overflow-clip rounded-b-lg"
        style={{ height: `calc(var(--row-height) * ${rows.length} * 1px)` }}
        onClick={onClick}
        onKeyDown={onKeyDown}
        onMouseOver={point}
        onFocus={point}
        onMouseLeave={() => setPointedAt(null)}
        onBlur={() => setPointedAt(null)}
      >
        {drawnRows(range, activeIndex, rows.length).map((index) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <TagTableRow
              key={row.tag}
              slug={slug}
              repository={repository}
              row={row}
              index={index}
              sharing={row.digest === null ? undefined : shared.get(row.digest)}
              twin={pointedAt !== null && row.digest === pointedAt}
              selected={selection.selected.has(row.tag)}
              active={index === activeIndex}
              hidden={hidden}
            />
          );
        })}
      </div>
    </div>
  );
}

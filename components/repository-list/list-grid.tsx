"use client";

import "./repository-list.css";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from "react";
import { repositoryAddress } from "#components/ui/address.ts";
import { useAnchoredScroll, useFocusOnActive } from "#components/ui/use-row-focus.ts";
import { drawnRows, pageOfRows, useVisibleRange } from "#components/ui/use-visible-range.ts";
import type { ListColumn } from "#lib/index/list/types.ts";
import { ListHeadings } from "./list-headings.tsx";
import { type Keys, listCommand } from "./list-keys.ts";
import { RepositoryLine } from "./list-line.tsx";
import type { ListView } from "./list-view.ts";
import type { ListLines } from "./use-list-lines.ts";

interface ListGridProps {
  readonly slug: string;
  readonly registryName: string;
  readonly lines: ListLines;
  readonly words: readonly string[];
  readonly view: ListView;
  readonly sortBy: (column: ListColumn) => void;
  /** A namespace is folded, or unfolded. */
  readonly turn: (path: string) => void;
  /** Whether the lines are those of now; else they come at once, without or with what was just folded. */
  readonly settled: boolean;
  /** Rows from `start` up to `end` are in sight. */
  readonly show: (start: number, end: number) => void;
}

/** What a line goes by that is not loaded; no name begins like this. */
const placeKey = (index: number) => `#${index}`;

/** The lines of the list under their headings. Only those near the screen are loaded and drawn. */
export function ListGrid({
  slug,
  registryName,
  lines,
  words,
  view,
  sortBy,
  turn,
  settled,
  show,
}: ListGridProps) {
  const t = useTranslations("repositoryList");
  const router = useRouter();
  const list = useRef<HTMLDivElement>(null);
  const { count, lineAt } = lines;
  const range = useVisibleRange(list, count);
  const [active, setActive] = useState({ key: "", place: 0 });
  const order = useMemo(
    () => Array.from({ length: count }, (_, index) => lineAt(index)?.key ?? placeKey(index)),
    [count, lineAt],
  );
  const places = useMemo(() => new Map(order.map((key, index) => [key, index])), [order]);
  // It stays on its line where that moves, and at its place where the line is not loaded.
  const activeIndex = Math.min(places.get(active.key) ?? active.place, count - 1);
  const activate = (place: number) => setActive({ key: order[place] ?? placeKey(place), place });
  const waiting = useRef<Keys[]>([]);
  const isTree = view.layout === "tree";

  useAnchoredScroll(list, order, places);
  useFocusOnActive(list, activeIndex);
  useEffect(() => show(range.start, range.end), [show, range.start, range.end]);

  const lineOf = (target: EventTarget) => {
    const element = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
    const place = element?.dataset.row;
    return { element, at: place === undefined ? undefined : Number(place) };
  };
  const onClick = (event: MouseEvent) => {
    const { at } = lineOf(event.target);
    const line = at === undefined ? undefined : lineAt(at);
    if (line === undefined || !(event.target instanceof Element) || event.target.closest("a") !== null)
      return;
    // Somebody who marks text in a line wants to copy it.
    if ((window.getSelection()?.toString() ?? "") !== "") return;
    if (at !== undefined) activate(at);
    if (line.kind === "namespace") turn(line.path);
    else router.push(repositoryAddress(slug, line.row.repository));
  };
  /** Does what a key asks for. @returns whether it asked for anything. */
  const press = (keys: Keys, at: number): boolean => {
    if (list.current === null) return false;
    const command = listCommand(keys, at, lines, pageOfRows(list.current));
    if (command === null) return false;
    switch (command.kind) {
      case "move":
        activate(command.to);
        break;
      case "open": {
        const line = lineAt(at);
        if (line?.kind === "repository") router.push(repositoryAddress(slug, line.row.repository));
        break;
      }
      case "fold":
      case "unfold":
        activate(at);
        turn(command.path);
    }
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { element, at } = lineOf(event.target);
    if (at === undefined) return;
    // Enter belongs to a link or button that has the focus.
    if (event.target !== element && event.key === "Enter") return;
    if (settled) {
      if (press(event, at)) event.preventDefault();
      return;
    }
    const { key, altKey, ctrlKey, metaKey } = event;
    if (altKey || ctrlKey || metaKey || key === "Tab") return;
    event.preventDefault();
    waiting.current.push({ key, altKey, ctrlKey, metaKey });
  };
  // Keys pressed before a namespace has opened mean the lines that come with it: one a drawing, until another is turned.
  useEffect(() => {
    if (!settled) return;
    for (let keys = waiting.current.shift(); keys !== undefined; keys = waiting.current.shift()) {
      if (press(keys, activeIndex)) return;
    }
  });

  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take a label.
    <div
      role={isTree ? "treegrid" : "grid"}
      aria-label={t("table", { registry: registryName })}
      aria-rowcount={count + 1}
      className="repository-list rounded-lg border border-line bg-raised"
    >
      <ListHeadings view={view} sortBy={sortBy} />
      <div
        ref={list}
        role="rowgroup"
        className="repository-lines -mb-px relative overflow-clip rounded-b-lg cursor-pointer"
        style={{ height: `calc(var(--row-height) * ${count} * 1px)` }}
        onClick={onClick}
        onKeyDown={onKeyDown}
      >
        {drawnRows(range, activeIndex, count).map((index) => (
          <RepositoryLine
            key={index}
            slug={slug}
            line={lineAt(index)}
            index={index}
            active={index === activeIndex}
            isTree={isTree}
            words={words}
          />
        ))}
      </div>
    </div>
  );
}

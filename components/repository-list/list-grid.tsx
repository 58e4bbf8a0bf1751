"use client";

import "./repository-list.css";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type MouseEvent, useMemo, useRef, useState } from "react";
import { repositoryAddress } from "#components/ui/address.ts";
import { useAnchoredScroll, useFocusOnActive } from "#components/ui/use-row-focus.ts";
import { drawnRows, pageOfRows, useVisibleRange } from "#components/ui/use-visible-range.ts";
import { ListHeadings } from "./list-headings.tsx";
import { listCommand } from "./list-keys.ts";
import { RepositoryLine } from "./list-line.tsx";
import type { ListColumn, ListView } from "./list-view.ts";
import type { ListLine } from "./tree.ts";

interface ListGridProps {
  readonly slug: string;
  readonly registryName: string;
  readonly lines: readonly ListLine[];
  readonly words: readonly string[];
  readonly view: ListView;
  readonly sortBy: (column: ListColumn) => void;
  /** A namespace is folded, or unfolded. */
  readonly turn: (path: string) => void;
}

/** The lines of the list under their headings. Only those near the screen are drawn. */
export function ListGrid({ slug, registryName, lines, words, view, sortBy, turn }: ListGridProps) {
  const t = useTranslations("repositoryList");
  const router = useRouter();
  const list = useRef<HTMLDivElement>(null);
  const range = useVisibleRange(list, lines.length);
  const [active, setActive] = useState<string | null>(null);
  const order = useMemo(() => lines.map(({ key }) => key), [lines]);
  const places = useMemo(() => new Map(order.map((key, index) => [key, index])), [order]);
  const activeIndex = (active === null ? undefined : places.get(active)) ?? 0;
  const isTree = view.layout === "tree";

  useAnchoredScroll(list, order, places);
  useFocusOnActive(list, active);

  const lineOf = (target: EventTarget) => {
    const element = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
    const key = element?.dataset.row;
    return { element, at: key === undefined ? undefined : places.get(key) };
  };
  const onClick = (event: MouseEvent) => {
    const { at } = lineOf(event.target);
    const line = at === undefined ? undefined : lines[at];
    if (line === undefined || !(event.target instanceof Element) || event.target.closest("a") !== null)
      return;
    // Somebody who marks text in a line wants to copy it.
    if ((window.getSelection()?.toString() ?? "") !== "") return;
    setActive(line.key);
    if (line.kind === "namespace") turn(line.path);
    else router.push(repositoryAddress(slug, line.row.repository));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { element, at } = lineOf(event.target);
    if (at === undefined || list.current === null) return;
    // Enter belongs to a link or button that has the focus.
    if (event.target !== element && event.key === "Enter") return;
    const command = listCommand(event, at, lines, pageOfRows(list.current));
    if (command === null) return;
    event.preventDefault();
    switch (command.kind) {
      case "move":
        setActive(order[command.to] ?? null);
        return;
      case "open": {
        const line = lines[at];
        if (line?.kind === "repository") router.push(repositoryAddress(slug, line.row.repository));
        return;
      }
      case "fold":
      case "unfold":
        setActive(order[at] ?? null);
        turn(command.path);
    }
  };

  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take a label.
    <div
      role={isTree ? "treegrid" : "grid"}
      aria-label={t("table", { registry: registryName })}
      aria-rowcount={lines.length + 1}
      className="repository-list rounded-lg border border-line bg-raised"
    >
      <ListHeadings view={view} sortBy={sortBy} />
      <div
        ref={list}
        role="rowgroup"
        className="repository-lines -mb-px relative overflow-clip rounded-b-lg cursor-pointer"
        style={{ height: `calc(var(--row-height) * ${lines.length} * 1px)` }}
        onClick={onClick}
        onKeyDown={onKeyDown}
      >
        {drawnRows(range, activeIndex, lines.length).map((index) => {
          const line = lines[index];
          if (line === undefined) return null;
          return (
            <RepositoryLine
              key={line.key}
              slug={slug}
              line={line}
              index={index}
              active={index === activeIndex}
              isTree={isTree}
              words={words}
            />
          );
        })}
      </div>
    </div>
  );
}

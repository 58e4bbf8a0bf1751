"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from "react";

/** Rows drawn beyond the edges of the screen, and the step in which the range moves, so that not every row scrolled past draws anew. */
const margin = 12;

/** What is taken for the screen before it is known: on the server, and for the first picture. In pixels. */
const firstScreen = { width: 1280, height: 1120 };
const firstRowHeight = 40;

/** Rows from `start` up to `end`, which is not drawn itself. */
export interface VisibleRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Which rows of a long list of equally high rows are on the screen, with some above and below. The list scrolls with the page.
 *
 * The height of a row is read from the custom property `--row-height` of the list, in pixels, so that style sheets decide
 * it, and may change it with the width of the screen.
 */
export function useVisibleRange(list: RefObject<HTMLElement | null>, count: number): VisibleRange {
  const [place, setPlace] = useState({ top: 0, rowHeight: firstRowHeight });
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => place.rowHeight,
    scrollMargin: place.top,
    overscan: 0,
    initialRect: firstScreen,
  });

  const findPlace = useCallback(() => {
    const element = list.current;
    if (element === null) return;
    const top = Math.round(element.getBoundingClientRect().top + window.scrollY);
    const rowHeight = rowHeightOf(element);
    setPlace((before) =>
      before.top === top && before.rowHeight === rowHeight ? before : { top, rowHeight },
    );
  }, [list]);
  // What stands above the list comes and goes with any drawing, and with the width of the screen.
  useLayoutEffect(findPlace);
  useEffect(() => {
    const observer = new ResizeObserver(findPlace);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [findPlace]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the virtualizer keeps the heights it has until it is told.
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, place.rowHeight]);

  const { startIndex, endIndex } = virtualizer.calculateRange() ?? { startIndex: 0, endIndex: 0 };
  const start = Math.max(0, Math.floor((startIndex - margin) / margin) * margin);
  const end = Math.ceil((endIndex + 1 + margin) / margin) * margin;
  return { start: Math.min(start, count), end: Math.min(end, count) };
}

/** Places of the rows to draw: those in the range, and the one that has the focus, which must not vanish when it is scrolled away. */
export function drawnRows({ start, end }: VisibleRange, active: number, count: number): number[] {
  const inRange = Array.from({ length: end - start }, (_, index) => start + index);
  if (active < start) return [active, ...inRange];
  return active >= end && active < count ? [...inRange, active] : inRange;
}

/** The height of a row in pixels, as the style sheet has it at this width. */
export function rowHeightOf(list: HTMLElement): number {
  return Number.parseFloat(getComputedStyle(list).getPropertyValue("--row-height")) || firstRowHeight;
}

/** How many rows a page key moves: as many as fit on the screen, less a few that stay in sight. */
export function pageOfRows(list: HTMLElement): number {
  return Math.max(1, Math.floor(window.innerHeight / rowHeightOf(list)) - 4);
}

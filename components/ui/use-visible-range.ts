"use client";

import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from "react";

/** Rows drawn beyond the edges of the screen, and the step in which the range moves, so that not every pixel draws anew. */
const margin = 12;

/**
 * Rows drawn before the screen is known: on the server, and for the first picture, which comes the sooner the fewer they are.
 * A larger screen gets what it lacks before it is painted.
 */
const firstRows = 16;

/** Rows from `start` up to `end`, which is not drawn itself. */
export interface VisibleRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Which rows of a long list of equally high rows are on the screen, with some above and below.
 *
 * Rows of one height need no more than this; a library for rows of any height was tried, and was 14 kB of the 200 that a
 * page may load.
 *
 * The list may scroll with the page or inside any box: its place on the screen is what counts. The height of a row is
 * read from the custom property `--row-height` of the list, in pixels, so that style sheets decide it.
 */
export function useVisibleRange(list: RefObject<HTMLElement | null>, count: number): VisibleRange {
  const [range, setRange] = useState<VisibleRange>({ start: 0, end: firstRows });
  // What is off the screen can wait until there is a picture.
  const [pictured, setPictured] = useState(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setPictured(true));
    return () => cancelAnimationFrame(frame);
  }, []);

  const measure = useCallback(() => {
    const element = list.current;
    if (element === null) return;
    const height = rowHeightOf(element);
    const top = -element.getBoundingClientRect().top;
    const first = Math.floor(top / height);
    const last = Math.ceil((top + window.innerHeight) / height);
    const start = Math.max(0, Math.floor((first - margin) / margin) * margin);
    // Some are there though the list is further down: for whoever hears the page, or looks for text in it.
    const end = Math.max(firstRows, pictured ? Math.ceil((last + margin) / margin) * margin : last);
    setRange((before) => (before.start === start && before.end === end ? before : { start, end }));
  }, [list, pictured]);

  // What stands above the list comes and goes with any drawing.
  useLayoutEffect(measure);
  useEffect(() => {
    let frame = 0;
    const soon = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(measure);
    };
    // Scroll events of any box between the list and the page are seen on their way down.
    document.addEventListener("scroll", soon, { capture: true, passive: true });
    window.addEventListener("resize", soon);
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener("scroll", soon, { capture: true });
      window.removeEventListener("resize", soon);
    };
  }, [measure]);

  return { start: Math.min(range.start, count), end: Math.min(range.end, count) };
}

/** Places of the rows to draw: those in the range, and the one that has the focus, which must not vanish when it is scrolled away. */
export function drawnRows({ start, end }: VisibleRange, active: number, count: number): number[] {
  const inRange = Array.from({ length: end - start }, (_, index) => start + index);
  if (active < start) return [active, ...inRange];
  return active >= end && active < count ? [...inRange, active] : inRange;
}

/** The height of a row in pixels, as the style sheet has it at this width. */
export function rowHeightOf(list: HTMLElement): number {
  return Number.parseFloat(getComputedStyle(list).getPropertyValue("--row-height")) || 40;
}

/** How many rows a page key moves: as many as fit on the screen, less a few that stay in sight. */
export function pageOfRows(list: HTMLElement): number {
  return Math.max(1, Math.floor(window.innerHeight / rowHeightOf(list)) - 4);
}

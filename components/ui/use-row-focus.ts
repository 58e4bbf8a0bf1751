"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { rowHeightOf } from "./use-visible-range.ts";

/**
 * Gives the keyboard's row the focus when the keyboard or the row has moved, if the focus was in the table.
 *
 * @param active the row's place, which it has as `data-row`.
 */
export function useFocusOnActive(list: RefObject<HTMLElement | null>, active: number): void {
  useEffect(() => {
    const box = list.current;
    if (box === null || !box.contains(document.activeElement)) return;
    const row = box.querySelector<HTMLElement>(`[data-row="${active}"]`);
    if (row === null || row.contains(document.activeElement)) return;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }, [list, active]);
}

/**
 * Keeps what a person looks at where it is when rows above it come or go: the first row on the screen stays there.
 * At the top of the table nothing is held: there the newest rows are wanted.
 */
export function useAnchoredScroll(
  list: RefObject<HTMLElement | null>,
  order: readonly string[],
  places: ReadonlyMap<string, number>,
): void {
  const before = useRef(order);
  useLayoutEffect(() => {
    const box = list.current;
    const former = before.current;
    before.current = order;
    if (box === null || former === order || former.length === 0) return;
    const height = rowHeightOf(box);
    const first = Math.floor(-box.getBoundingClientRect().top / height);
    const key = former[first];
    const now = key === undefined ? undefined : places.get(key);
    if (first < 1 || now === undefined || now === first) return;
    scrollBox(box).scrollBy({ top: (now - first) * height, behavior: "instant" });
  }, [list, order, places]);
}

/** What scrolls an element: the nearest box around it that does, else the page. */
export function scrollBox(element: HTMLElement): Element {
  for (let box = element.parentElement; box !== null; box = box.parentElement) {
    const { overflowY } = getComputedStyle(box);
    if ((overflowY === "auto" || overflowY === "scroll") && box.scrollHeight > box.clientHeight) return box;
  }
  return document.scrollingElement ?? document.documentElement;
}

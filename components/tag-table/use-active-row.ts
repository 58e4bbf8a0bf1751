"use client";

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { scrollBox, useFocusOnActive } from "#components/ui/use-row-focus.ts";
import { rowHeightOf } from "#components/ui/use-visible-range.ts";
import type { Tag } from "#lib/oci/reference.ts";
import type { TagPages } from "./tag-pages.ts";

/**
 * The place of the row that the keyboard is on. It stays on its tag where rows come and go around it, and has the focus once
 * it moves, if the focus was in the table.
 */
export function useActiveRow(
  list: RefObject<HTMLElement | null>,
  pages: TagPages,
): readonly [number, (place: number) => void] {
  const [active, setActive] = useState<{ readonly place: number; readonly tag: Tag | undefined }>({
    place: 0,
    tag: undefined,
  });
  const there = active.tag === undefined || pages.rows.get(active.place)?.tag === active.tag;
  const place = there ? active.place : (pages.places.get(active.tag) ?? active.place + pages.shift);
  const shown = Math.max(0, Math.min(place, pages.total - 1));
  const tag = pages.rows.get(shown)?.tag;

  // It was moved to a place before that was read, or its row has another place now.
  useEffect(() => {
    setActive((before) =>
      before.place === shown && before.tag === tag ? before : { place: shown, tag: tag ?? before.tag },
    );
  }, [shown, tag]);

  const activate = useCallback(
    (to: number) => setActive({ place: to, tag: pages.rows.get(to)?.tag }),
    [pages],
  );

  useFocusOnActive(list, shown);
  return [shown, activate];
}

/** Keeps what a person looks at where it is when rows come or go above it, and begins at the top of another view. */
export function useHeldPlace(list: RefObject<HTMLElement | null>, pages: TagPages): void {
  const before = useRef(pages);
  useLayoutEffect(() => {
    const box = list.current;
    const former = before.current;
    before.current = pages;
    if (box === null || former === pages) return;
    if (former.query === pages.query) {
      if (pages.shift !== 0) scrollBy(box, pages.shift * rowHeightOf(box));
      return;
    }
    const above = box.getBoundingClientRect().top;
    // The headings stay in sight above the first row.
    if (above < 0) scrollBy(box, above - rowHeightOf(box) * 3);
  }, [list, pages]);
}

function scrollBy(box: HTMLElement, top: number): void {
  scrollBox(box).scrollBy({ top, behavior: "instant" });
}

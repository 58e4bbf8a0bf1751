/**
 * Where a key moves to in a table; null for keys that do not move.
 *
 * @param at the place of the row that has the focus.
 * @param count rows of the table.
 * @param page rows that fit on the screen.
 */
export function rowAfterKey(key: string, at: number, count: number, page: number): number | null {
  const to = target(key, at, count, page);
  return to === null ? null : Math.max(0, Math.min(count - 1, to));
}

function target(key: string, at: number, count: number, page: number): number | null {
  switch (key) {
    case "ArrowDown":
      return at + 1;
    case "ArrowUp":
      return at - 1;
    case "PageDown":
      return at + page;
    case "PageUp":
      return at - page;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

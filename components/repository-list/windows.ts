/**
 * The windows of a list that hold some of its rows, by the place of their first row.
 *
 * @param start the first row that is seen.
 * @param end the row behind the last one.
 * @param size rows of a window.
 */
export function neededOffsets(start: number, end: number, size: number): readonly number[] {
  const first = Math.floor(start / size);
  const last = Math.max(first, Math.ceil(end / size) - 1);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * size);
}

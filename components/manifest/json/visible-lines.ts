import type { JsonLine } from "./json-lines.ts";

/** The indexes of the lines that are shown when some are folded: a folded line stands for all up to its end. */
export function visibleLines(
  lines: readonly JsonLine[],
  folded: ReadonlySet<number>,
  limit: number,
): { shown: number[]; hidden: number } {
  const shown: number[] = [];
  let index = 0;
  while (index < lines.length && shown.length < limit) {
    shown.push(index);
    const end = folded.has(index) ? (lines[index]?.fold?.end ?? index) : index;
    index = end + 1;
  }
  return { shown, hidden: lines.length - index };
}

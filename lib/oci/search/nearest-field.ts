import { type SearchField, searchFields } from "./query.ts";

/** The field whose name is most like a word, and in how many letters they differ (Damerau–Levenshtein). */
export function nearestField(word: string): { readonly field: SearchField; readonly distance: number } {
  let best: { field: SearchField; distance: number } = { field: "repo", distance: Number.POSITIVE_INFINITY };
  for (const field of searchFields) {
    const distance = distanceOf(word.toLowerCase(), field);
    if (distance < best.distance) best = { field, distance };
  }
  return best;
}

/** Letters to add, leave out, replace, or swap with their neighbour. */
export function distanceOf(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const choices = [(row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1)];
      if (swapped) choices.push((before[j - 2] ?? 0) + 1);
      next.push(Math.min(...choices));
    }
    before = row;
    row = next;
  }
  return row[other.length] ?? 0;
}

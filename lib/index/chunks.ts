/**
 * How many rows one statement writes: few enough that their values stay below 32,766 parameters in SQLite and 65,535 in
 * PostgreSQL, that others get their turn between two statements, and that the statements, which SQLite holds until the next
 * collection of garbage, stay small.
 */
export const rowsAtOnce = 100;

/** A list in parts of at most `size`. */
export function* chunks<Item>(items: readonly Item[], size: number): Generator<readonly Item[], void, void> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

/** The items with each key once: of several the first. One statement may not write the same row twice. */
export function uniqueBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const byKey = new Map<string, Item>();
  for (const item of items) {
    const key = keyOf(item);
    if (!byKey.has(key)) byKey.set(key, item);
  }
  return [...byKey.values()];
}

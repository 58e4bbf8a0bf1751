/** An item of a list that never changes, with its number from 1, which is its key as well. */
export interface Numbered<Item> {
  readonly item: Item;
  readonly number: number;
}

/** Numbers items for a list on a page that may hold the same thing twice: layers, steps, entries of an index. */
export function numbered<Item>(items: readonly Item[]): Numbered<Item>[] {
  return items.map((item, index) => ({ item, number: index + 1 }));
}

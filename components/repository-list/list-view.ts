import type { RepositoryRow } from "#lib/index/types.ts";

export const listColumns = ["name", "tags", "size", "created"] as const;
export type ListColumn = (typeof listColumns)[number];
export type Direction = "ascending" | "descending";

/** How a person wants to see the list; all of it stands in the address. */
export interface ListView {
  readonly filter: string;
  readonly layout: "flat" | "tree";
  readonly sort: ListColumn;
  readonly direction: Direction;
}

/** The direction that a column is first sorted in: A to Z, most, largest, newest. */
export const firstDirection: Readonly<Record<ListColumn, Direction>> = {
  name: "ascending",
  tags: "descending",
  size: "descending",
  created: "descending",
};

/** The words of a filter; a name must hold each. */
export function filterWords(filter: string): readonly string[] {
  return filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
}

/** The rows whose names hold every word. Names have no upper case: the grammar allows none. */
export function matchingRows(
  rows: readonly RepositoryRow[],
  words: readonly string[],
): readonly RepositoryRow[] {
  if (words.length === 0) return rows;
  return rows.filter(({ repository }) => words.every((word) => repository.includes(word)));
}

/** What rows and namespaces are compared by. */
export interface Sortable {
  readonly name: string;
  readonly tags: number | null;
  readonly size: number | null;
  /** RFC 3339. */
  readonly created: string | null;
}

/** Compares by a column, and by name where it says nothing; what is not known is last in either direction. */
export function comparing({ sort, direction }: Pick<ListView, "sort" | "direction">) {
  const sign = direction === "ascending" ? 1 : -1;
  const byName = (one: Sortable, other: Sortable) =>
    one.name < other.name ? -1 : one.name > other.name ? 1 : 0;
  return (one: Sortable, other: Sortable): number => {
    if (sort === "name") return sign * byName(one, other);
    const [first, second] = [one[sort], other[sort]];
    if (first === second) return byName(one, other);
    if (first === null) return 1;
    if (second === null) return -1;
    return first < second ? -sign : sign;
  };
}

/** A part of a name, and whether the filter found it. */
export interface NamePart {
  readonly text: string;
  readonly found: boolean;
}

/** A name divided where words of the filter are in it. */
export function markFound(name: string, words: readonly string[]): readonly NamePart[] {
  const found = new Array<boolean>(name.length).fill(false);
  for (const word of words) {
    for (let at = name.indexOf(word); at !== -1; at = name.indexOf(word, at + 1))
      found.fill(true, at, at + word.length);
  }
  const parts: NamePart[] = [];
  let start = 0;
  for (let at = 1; at <= name.length; at += 1) {
    if (at < name.length && found[at] === found[start]) continue;
    parts.push({ text: name.slice(start, at), found: found[start] === true });
    start = at;
  }
  return parts;
}

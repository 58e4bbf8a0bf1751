import { words } from "#components/ui/typed-list.ts";
import type { Direction, ListColumn, ListQuery } from "#lib/index/list/types.ts";

export const listColumns = ["name", "tags", "size", "created"] as const satisfies readonly ListColumn[];

/** How a person wants to see the list; all of it stands in the address. */
export type ListView = Omit<ListQuery, "turned">;

/** The direction that a column is first sorted in: A to Z, most, largest, newest. */
export const firstDirection: Readonly<Record<ListColumn, Direction>> = {
  name: "ascending",
  tags: "descending",
  size: "descending",
  created: "descending",
};

/** The words of a filter, which are marked in names. */
export function filterWords(filter: string): readonly string[] {
  return words(filter.toLowerCase());
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

/** What a table of tags can be sorted by. */
export const tagSorts = ["version", "name", "created", "size"] as const;
export type TagSort = (typeof tagSorts)[number];

export const directions = ["ascending", "descending"] as const;
export type Direction = (typeof directions)[number];

/** How a person wants to see a table of tags; all of it stands in the address. */
export interface TagView {
  readonly sort: TagSort;
  readonly direction: Direction;
  /** Text, glob or regular expression, as {@link tagFilter} reads it. */
  readonly filter: string;
  /** Created at least so many days ago. */
  readonly olderThan: number | null;
  /** Created at most so many days ago. */
  readonly newerThan: number | null;
  /** As `docker --platform` takes it. */
  readonly platform: string | null;
  /** Whether signatures and the like have rows too. */
  readonly attached: boolean;
}

/** The direction that a column is first sorted in: newest, largest, A to Z. */
export const firstDirection: Readonly<Record<TagSort, Direction>> = {
  version: "descending",
  name: "ascending",
  created: "descending",
  size: "descending",
};

/** A table as it is first seen, with attached artifacts too. */
export const everyTag: TagView = {
  sort: "version",
  direction: firstDirection.version,
  filter: "",
  olderThan: null,
  newerThan: null,
  platform: null,
  attached: true,
};

/** Ages in days beyond this are nobody's. */
export const longestAge = 99_999;

/** Whether any filter hides rows. */
export function isFiltered(view: TagView): boolean {
  return (
    view.filter.trim() !== "" || view.olderThan !== null || view.newerThan !== null || view.platform !== null
  );
}

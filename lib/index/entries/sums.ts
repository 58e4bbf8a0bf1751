import type { Schema } from "#lib/db/schema.ts";

type Entry = Schema["index_entries"];

/** What of an entry is a sum over its repositories. */
export const summed = [
  "repositories",
  "tags",
  "unknown_tags",
  "unread",
  "images",
  "bytes",
  "unknown_sizes",
  "exclusive_bytes",
] as const satisfies readonly (keyof Entry)[];

/** The sums of an entry: how many entries are directly in it, and over its repositories. */
export type Sums = Pick<Entry, "entries" | (typeof summed)[number]>;

/** The sums of what has nothing in it. */
export function noSums(): Sums {
  return {
    entries: 0,
    repositories: 0,
    tags: 0,
    unknown_tags: 0,
    unread: 0,
    images: 0,
    bytes: 0,
    unknown_sizes: 0,
    exclusive_bytes: 0,
  };
}

/** Adds to sums what some repository has more now than `before`. */
export function addDifference(to: Sums, after: Sums, before: Sums): void {
  for (const column of summed) to[column] += after[column] - before[column];
}

/** What is counted of a repository. */
type Counted = Readonly<Record<"tags" | "unread" | "images" | "bytes" | "exclusive_bytes", number | null>>;

/** What a repository adds to the namespaces that it is in. */
export function sumsOfRepository(row: Counted): Sums {
  return {
    entries: 0,
    repositories: 1,
    tags: row.tags ?? 0,
    unknown_tags: row.tags === null ? 1 : 0,
    unread: row.unread ?? 0,
    images: row.images ?? 0,
    bytes: row.bytes ?? 0,
    unknown_sizes: row.unread === 0 && row.bytes !== null ? 0 : 1,
    exclusive_bytes: row.exclusive_bytes ?? 0,
  };
}

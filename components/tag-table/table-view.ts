import type { Digest } from "#lib/oci/digest.ts";
import type { Tag } from "#lib/oci/reference.ts";
import { type TagFilter, tagFilter } from "#lib/oci/tag-filter.ts";
import { tagSortKey } from "#lib/oci/tag-order.ts";
import type { KnownRows, ShownRow } from "./known-rows.ts";
import { isAttached } from "./tag-type.ts";

export const sortColumns = ["version", "name", "created", "size"] as const;
export type SortColumn = (typeof sortColumns)[number];
export type Direction = "ascending" | "descending";

/** How a person wants to see the table; all of it stands in the address. */
export interface TableView {
  readonly sort: SortColumn;
  readonly direction: Direction;
  /** Text, glob or regular expression. */
  readonly filter: string;
  /** Created at least so many days ago. */
  readonly olderThan: number | null;
  /** Created at most so many days ago. */
  readonly newerThan: number | null;
  readonly platform: string | null;
  /** Whether signatures and the like have rows too. */
  readonly attached: boolean;
}

/** The direction that a column is first sorted in: newest, largest, A to Z. */
export const firstDirection: Readonly<Record<SortColumn, Direction>> = {
  version: "descending",
  name: "ascending",
  created: "descending",
  size: "descending",
};

/** What a table shows of its rows. */
export interface Shown {
  readonly rows: readonly ShownRow[];
  /** Rows before any filter, attached artifacts left out unless they are shown. */
  readonly total: number;
  /** Rows that are there only for others. */
  readonly attached: number;
  readonly filter: TagFilter;
  /** Every platform of the table, for choosing. */
  readonly platforms: readonly string[];
}

const dayInMilliseconds = 86_400_000;

/** The rows that a view shows, in its order. A filter that cannot be read filters nothing. */
export function shownRows(known: KnownRows, view: TableView, now: number): Shown {
  const all = [...known.values()];
  const own = all.filter(({ tag }) => !isAttached(tag));
  const candidates = view.attached ? all : own;
  const filter = tagFilter(view.filter);
  const matches = filter.ok ? filter.matches : () => true;
  const rows = candidates.filter(
    (row) => matches(row.tag) && fitsAge(row, view, now) && fitsPlatform(row, view.platform),
  );
  return {
    rows: sorted(rows, view),
    total: candidates.length,
    attached: all.length - own.length,
    filter,
    platforms: [...new Set(own.flatMap(({ summary }) => summary?.platforms ?? []))].toSorted(),
  };
}

/** Whether any filter hides rows. */
export function isFiltered(view: TableView): boolean {
  return (
    view.filter.trim() !== "" || view.olderThan !== null || view.newerThan !== null || view.platform !== null
  );
}

function fitsAge({ summary }: ShownRow, { olderThan, newerThan }: TableView, now: number): boolean {
  if (olderThan === null && newerThan === null) return true;
  // Of unknown age: neither old nor new, so that nobody deletes it for its age.
  const created = instant(summary?.created ?? null);
  if (created === null) return false;
  const days = (now - created) / dayInMilliseconds;
  return (olderThan === null || days >= olderThan) && (newerThan === null || days <= newerThan);
}

function fitsPlatform({ summary }: ShownRow, platform: string | null): boolean {
  return platform === null || (summary?.platforms.includes(platform) ?? false);
}

function sorted(rows: readonly ShownRow[], { sort, direction }: TableView): ShownRow[] {
  const keyed = rows.map((row) => ({ row, version: tagSortKey(row.tag), value: sortValue(row, sort) }));
  const sign = direction === "ascending" ? 1 : -1;
  keyed.sort((one, other) => {
    if (sort === "version") return compareVersions(one.version, other.version, sign);
    if (one.value === null || other.value === null) {
      // What is not known is last in either direction.
      if (one.value !== other.value) return one.value === null ? 1 : -1;
    } else if (one.value !== other.value) return one.value < other.value ? -sign : sign;
    return compareVersions(one.version, other.version, -1);
  });
  return keyed.map(({ row }) => row);
}

/** Words (`latest`, commit hashes) stay behind versions whichever way these go. */
function compareVersions(one: string, other: string, sign: number): number {
  const [first = "", second = ""] = [one[0], other[0]];
  if (first !== second) return first < second ? -1 : 1;
  if (one === other) return 0;
  return one < other ? -sign : sign;
}

function sortValue({ tag, summary }: ShownRow, sort: SortColumn): string | number | null {
  switch (sort) {
    case "name":
      return tag.toLowerCase();
    case "created":
      return instant(summary?.created ?? null);
    case "size":
      return summary?.size ?? null;
    case "version":
      return null;
  }
}

/** Milliseconds since 1970; null for none. Reproducible builds date their images 1970 or before: no date either. */
function instant(created: string | null): number | null {
  const milliseconds = created === null ? Number.NaN : Date.parse(created);
  return milliseconds > dayInMilliseconds ? milliseconds : null;
}

/** For each digest that several tags are on: these tags, the newest version first. Attached artifacts do not count. */
export function sharedDigests(known: KnownRows): ReadonlyMap<Digest, readonly Tag[]> {
  const byDigest = new Map<Digest, Tag[]>();
  for (const { tag, digest } of known.values()) {
    if (digest === null || isAttached(tag)) continue;
    const tags = byDigest.get(digest);
    if (tags === undefined) byDigest.set(digest, [tag]);
    else tags.push(tag);
  }
  for (const [digest, tags] of byDigest) {
    if (tags.length === 1) byDigest.delete(digest);
    else tags.sort((one, other) => compareVersions(tagSortKey(one), tagSortKey(other), -1));
  }
  return byDigest;
}

/** Compressed bytes behind these rows, each digest once; an upper bound, since digests may share layers. */
export function sizeTogether(rows: Iterable<ShownRow>): { readonly bytes: number; readonly unknown: number } {
  const sizes = new Map<Digest, number>();
  let unknown = 0;
  for (const { digest, summary } of rows) {
    if (digest === null || summary?.size == null) unknown += 1;
    else sizes.set(digest, summary.size);
  }
  return { bytes: [...sizes.values()].reduce((sum, size) => sum + size, 0), unknown };
}

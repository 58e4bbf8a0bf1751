import type { TableWindow } from "#lib/activity/tag-table.ts";
import type { Pulls } from "#lib/activity/types.ts";
import type { TableRow } from "#lib/index/table-types.ts";
import type { Tag } from "#lib/oci/reference.ts";

/** Rows asked for at a time, beginning at a multiple of this. */
export const pageSize = 100;

/** Rows kept at most; those farthest from where a person looks go first. */
const mostKept = 30 * pageSize;

/** A row with what is known of its tag besides. */
export interface PageRow extends TableRow {
  /** How often it was pulled; null where no pull was heard of. */
  readonly pulls: Pulls | null;
  /** The pattern by which nothing deletes it; null where it is not protected. */
  readonly protectedBy: string | null;
}

/** What a browser has of a table: how long it is, and the rows that were looked at so far. */
export interface TagPages {
  /** The view that they are of, as the API takes it. */
  readonly query: string;
  readonly total: number;
  readonly all: number;
  readonly attached: number;
  readonly filterProblem: TableWindow["filterProblem"];
  /** The server's clock when the table was read, in milliseconds since 1970. */
  readonly now: number;
  /** The repository's revision when the table was read. */
  readonly revision: number | null;
  /** Whether the registry tells of pulls. */
  readonly tellsPulls: boolean;
  /** By their place in the table. Rows that did not change stay the same object, so that they are not drawn again. */
  readonly rows: ReadonlyMap<number, PageRow>;
  readonly places: ReadonlyMap<Tag, number>;
  /** Counts how often the table was read anew. */
  readonly reading: number;
  /** How many rows further down everything stands than in the pages before these. */
  readonly shift: number;
}

/** Pages of one or more windows that were read together. */
export function pagesOf(
  query: string,
  windows: readonly [TableWindow, ...TableWindow[]],
  before?: TagPages,
  shift = 0,
): TagPages {
  const [{ total, all, attached, filterProblem, now, pulls, revision }] = windows;
  const tellsPulls = pulls !== null;
  const rows = new Map<number, PageRow>();
  for (const window of windows) put(rows, window, before);
  const reading = (before?.reading ?? 0) + 1;
  return {
    query,
    total,
    all,
    attached,
    filterProblem,
    now,
    revision,
    tellsPulls,
    rows,
    places: placesOf(rows),
    reading,
    shift,
  };
}

/** The pages with a window more, of the same reading of the table. */
export function withWindow(pages: TagPages, window: TableWindow): TagPages {
  const rows = new Map(pages.rows);
  put(rows, window, pages);
  const far = [...rows.keys()].toSorted(
    (one, other) => Math.abs(other - window.offset) - Math.abs(one - window.offset),
  );
  for (const place of far.slice(0, Math.max(0, rows.size - mostKept))) rows.delete(place);
  return { ...pages, rows, places: placesOf(rows), shift: 0 };
}

function put(rows: Map<number, PageRow>, window: TableWindow, before: TagPages | undefined): void {
  for (const [index, told] of window.rows.entries()) {
    const row: PageRow = {
      ...told,
      pulls: window.pulls?.[told.tag] ?? null,
      protectedBy: window.protectedBy[told.tag] ?? null,
    };
    const former = before?.rows.get(before.places.get(row.tag) ?? -1);
    const same = former !== undefined && JSON.stringify(former) === JSON.stringify(row);
    rows.set(window.offset + index, same ? former : row);
  }
}

function placesOf(rows: ReadonlyMap<number, PageRow>): ReadonlyMap<Tag, number> {
  return new Map([...rows].map(([place, { tag }]) => [tag, place]));
}

/** Where the pages begin that hold the places from `start` up to `end`, as far as the table goes. */
export function pageOffsets(total: number, start: number, end: number): number[] {
  const offsets: number[] = [];
  const first = Math.max(0, Math.floor(start / pageSize) * pageSize);
  for (let offset = first; offset < Math.min(end, total); offset += pageSize) offsets.push(offset);
  return offsets;
}

/** Pages of which a row between `start` and `end` is missing. */
export function missingOffsets({ total, rows }: TagPages, start: number, end: number): number[] {
  return pageOffsets(total, start, end).filter((offset) => {
    const last = Math.min(offset + pageSize, end, total);
    for (let place = Math.max(offset, start); place < last; place += 1) if (!rows.has(place)) return true;
    return false;
  });
}

/** What is new about a row since the page was opened; nothing is news in a table that was empty then. */
export function newsOf(row: TableRow, openedAt: number | null): "moved" | "new" | null {
  if (openedAt === null) return null;
  if (row.firstSeenAt > openedAt) return "new";
  return row.movedAt !== null && row.movedAt > openedAt ? "moved" : null;
}

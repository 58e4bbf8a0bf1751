import type { TagRow, TagTableEvent } from "#lib/index/types.ts";
import type { Tag } from "#lib/oci/reference.ts";

/** A row of the table as it is shown. */
export interface ShownRow extends TagRow {
  /** Set where the tag points elsewhere, or appeared, since the page was opened. */
  readonly news: "moved" | "new" | null;
}

/** The rows of the table, by tag. Rows that did not change stay the same object, so that they are not drawn again. */
export type KnownRows = ReadonlyMap<Tag, ShownRow>;

/** The rows that a page begins with. */
export function firstRows(rows: readonly TagRow[]): KnownRows {
  return new Map(rows.map((row) => [row.tag, { ...row, news: null }]));
}

/** The table after what the stream says. */
export function mergeEvent(known: KnownRows, event: TagTableEvent): KnownRows {
  switch (event.type) {
    case "known":
      // The page has these already, unless it was opened before anything was known.
      return known.size === 0 ? firstRows(event.rows) : known;
    case "tags":
      return mergeList(known, event.tags);
    case "rows":
      return mergeRows(known, event.rows);
    case "done":
      return known;
  }
}

/** Rows whose tags the registry lists no longer go; tags that it lists for the first time get an empty row. */
function mergeList(known: KnownRows, tags: readonly Tag[]): KnownRows {
  if (tags.length === known.size && tags.every((tag) => known.has(tag))) return known;
  // In a table that was empty nothing is news.
  const news = known.size === 0 ? null : "new";
  return new Map(
    tags.map((tag) => [tag, known.get(tag) ?? { tag, digest: null, summary: null, problem: null, news }]),
  );
}

/** The table after rows were read, or asked for anew. A tag that turned out to be gone loses its row. */
export function mergeRows(known: KnownRows, rows: readonly TagRow[]): KnownRows {
  const merged = new Map(known);
  let changed = false;
  for (const row of rows) {
    const before = known.get(row.tag);
    // Listed a moment ago and deleted since; a late answer must not bring it back.
    if (before === undefined || sameRow(before, row)) continue;
    changed = true;
    const moved = before.digest !== null && row.digest !== null && before.digest !== row.digest;
    merged.set(row.tag, { ...row, news: moved ? "moved" : before.news });
  }
  return changed ? merged : known;
}

/** The table without these tags. */
export function withoutTags(known: KnownRows, tags: Iterable<Tag>): KnownRows {
  const gone = new Set(tags);
  return new Map([...known].filter(([tag]) => !gone.has(tag)));
}

function sameRow(one: TagRow, other: TagRow): boolean {
  return (
    one.digest === other.digest &&
    one.problem?.code === other.problem?.code &&
    (one.summary === null) === (other.summary === null)
  );
}

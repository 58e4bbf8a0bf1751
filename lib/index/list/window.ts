import { type Kysely, type RawBuilder, sql } from "kysely";
import { escapeLike } from "#lib/db/like.ts";
import type { Schema } from "#lib/db/schema.ts";
import { readEntries } from "../entries/read-entries.ts";
import { countMatching, filteredLines, flatLines } from "./flat-lines.ts";
import { treeLines } from "./tree-lines.ts";
import { treeWindow } from "./tree-window.ts";
import type { ListQuery, ListWindow } from "./types.ts";

/** Lines that are given at once. */
const windowSize = 100;

/** Where the filter finds no more repositories than this, the tree comes unfolded. */
const unfoldedUpTo = 100;

/**
 * Some lines of a registry's list as it was last seen: filtered, sorted and cut by the database, without asking the registry.
 *
 * @param offset the place of the first line that is wanted.
 */
export async function repositoryWindow(
  db: Kysely<Schema>,
  registry: string,
  query: ListQuery,
  offset: number,
): Promise<ListWindow> {
  const matches = matching(query.filter);
  const repositories = (await readEntries(db, registry, [""])).get("")?.repositories ?? 0;
  const window = { offset, size: windowSize, repositories };
  const cut = { offset, limit: windowSize };
  if (query.layout === "flat") {
    if (matches !== null) {
      const { lines, found } = await filteredLines(db, registry, query, matches, cut);
      return { ...window, lines, matching: found, count: found };
    }
    const lines = await flatLines(db, registry, query, cut);
    return { ...window, lines, matching: repositories, count: repositories };
  }
  const found = matches === null ? repositories : await countMatching(db, registry, matches);
  const unfolded = found <= unfoldedUpTo;
  if (matches === null && !unfolded) {
    return { ...window, matching: found, ...(await treeWindow(db, registry, query, query.turned, cut)) };
  }
  const turned = new Set(query.turned);
  const isOpen = (path: string) => turned.has(path) !== unfolded;
  const lines = await treeLines(db, registry, query, matches ?? sql`1 = 1`, isOpen);
  return {
    ...window,
    lines: lines.slice(offset, offset + windowSize),
    matching: found,
    count: lines.length,
  };
}

/** That a name holds every word of a filter; null where it has none. Names have no upper case: the grammar allows none. */
function matching(filter: string): RawBuilder<boolean> | null {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return null;
  const patterns = words.map((word) => `%${escapeLike(word)}%`);
  return sql`(${sql.join(
    patterns.map((pattern) => sql`repository like ${pattern} escape '\\'`),
    sql` and `,
  )})`;
}

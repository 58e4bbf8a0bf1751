import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { readEntries } from "../entries/read-entries.ts";
import { countMatching, filteredLines, flatLines } from "./flat-lines.ts";
import { type Matching, matchingFilter } from "./matching.ts";
import { treeLines } from "./tree-lines.ts";
import { treeWindow } from "./tree-window.ts";
import type { ListQuery, ListWindow } from "./types.ts";

/** Lines that are given at once. */
const windowSize = 100;

/** Where the filter finds no more repositories than this, the tree comes unfolded. */
const unfoldedUpTo = 100;

const everything: Matching = { from: sql`index_repositories`, where: sql<boolean>`1 = 1` };

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
  const matching = await matchingFilter(db, query.filter);
  const repositories = (await readEntries(db, registry, [""])).get("")?.repositories ?? 0;
  const window = { offset, size: windowSize, repositories };
  const cut = { offset, limit: windowSize };
  if (query.layout === "flat") {
    if (matching !== null) {
      const { lines, found } = await filteredLines(db, registry, query, matching, cut);
      return { ...window, lines, matching: found, count: found };
    }
    const lines = await flatLines(db, registry, query, cut);
    return { ...window, lines, matching: repositories, count: repositories };
  }
  const found = matching === null ? repositories : await countMatching(db, registry, matching);
  const unfolded = found <= unfoldedUpTo;
  if (matching === null && !unfolded) {
    return { ...window, matching: found, ...(await treeWindow(db, registry, query, query.turned, cut)) };
  }
  const turned = new Set(query.turned);
  const isOpen = (path: string) => turned.has(path) !== unfolded;
  const lines = await treeLines(db, registry, query, matching ?? everything, isOpen);
  return {
    ...window,
    lines: lines.slice(offset, offset + windowSize),
    matching: found,
    count: lines.length,
  };
}

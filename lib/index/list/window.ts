import { type Kysely, type RawBuilder, sql } from "kysely";
import { escapeLike } from "#lib/db/like.ts";
import type { Schema } from "#lib/db/schema.ts";
import { flatLines } from "./flat-lines.ts";
import { treeLines } from "./tree-lines.ts";
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
  const { repositories, found } = await counts(db, registry, matches);
  const window = { offset, size: windowSize, matching: found, repositories };
  if (query.layout === "flat") {
    const lines = await flatLines(db, registry, query, matches, { offset, limit: windowSize });
    return { ...window, lines, count: found };
  }
  const turned = new Set(query.turned);
  const unfolded = found <= unfoldedUpTo;
  const lines = await treeLines(db, registry, query, matches, (path) => turned.has(path) !== unfolded);
  return { ...window, lines: lines.slice(offset, offset + windowSize), count: lines.length };
}

/** That a name holds every word of a filter. Names have no upper case: the grammar allows none. */
function matching(filter: string): RawBuilder<boolean> {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return sql`1 = 1`;
  const patterns = words.map((word) => `%${escapeLike(word)}%`);
  return sql`(${sql.join(
    patterns.map((pattern) => sql`repository like ${pattern} escape '\\'`),
    sql` and `,
  )})`;
}

async function counts(
  db: Kysely<Schema>,
  registry: string,
  matches: RawBuilder<boolean>,
): Promise<{ repositories: number; found: number }> {
  const { rows } = await sql<{ repositories: number; found: number | null }>`
    select count(*) as repositories, sum(case when ${matches} then 1 else 0 end) as found
    from index_repositories where registry = ${registry}
  `.execute(db);
  return { repositories: rows[0]?.repositories ?? 0, found: rows[0]?.found ?? 0 };
}

import { type Kysely, sql } from "kysely";
import { escapeLike } from "#lib/db/like.ts";
import type { Schema } from "#lib/db/schema.ts";
import { type NamedRepositories, repositoriesNamed } from "../search/repositories-named.ts";

/** The repositories that a filter leaves, whichever registry they are in: `where` holds for these alone. */
export type Matching = NamedRepositories;

/**
 * Where to find the repositories whose names hold every word of a filter; null where it has none. Names have no upper case: the
 * grammar allows none.
 */
export async function matchingFilter(db: Kysely<Schema>, filter: string): Promise<Matching | null> {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return null;
  const { from, where } = await repositoriesNamed(
    db,
    words.map((text) => ({ kind: "contains", text })),
  );
  const holds = words.map((word) => sql<boolean>`repository like ${`%${escapeLike(word)}%`} escape '\\'`);
  return { from, where: sql<boolean>`(${where} and ${sql.join(holds, sql` and `)})` };
}

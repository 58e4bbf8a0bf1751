import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { TextPattern } from "#lib/oci/search/query.ts";
import { fillState } from "./fill-state.ts";
import { rarestGramOf } from "./find-names.ts";

/** Where repositories are looked for whose names fit, as parts of SQL. */
export interface NamedRepositories {
  /** A `from` clause with `index_repositories` in it. */
  readonly from: RawBuilder<unknown>;
  /** Leaves more than those that fit, and none of these out. */
  readonly where: RawBuilder<boolean>;
}

/**
 * Where to look for the repositories whose names fit all of some patterns: among the names that have the rarest three letters of
 * them, or among all where that tells too little, or not all names are prepared for it yet.
 */
export async function repositoriesNamed(
  db: Kysely<Schema>,
  patterns: readonly TextPattern[],
): Promise<NamedRepositories> {
  const rarest = await rarestGramOf(db, "repository", patterns);
  if (rarest === null || (await fillState(db)) === "filling") {
    return { from: sql`index_repositories`, where: sql<boolean>`1 = 1` };
  }
  return {
    from: sql`index_search_names cross join index_repositories`,
    where: sql<boolean>`(index_search_names.kind = 'repository' and index_search_names.gram = ${rarest}
      and index_repositories.repository = index_search_names.name)`,
  };
}

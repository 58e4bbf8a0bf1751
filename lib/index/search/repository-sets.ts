import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { TextPattern } from "#lib/oci/search/query.ts";
import { gramsWithin, nameMark } from "./grams.ts";
import { beginningOf, beginsWith, fits, piecesOf } from "./patterns.ts";
import type { RepositorySet } from "./resolved.ts";

/** Repositories are counted up to here, to begin with the condition that leaves the fewest. */
const countedTo = 2_000;

/** Terms whose repositories can be put into one order without reading all of them. */
const mergedAtMost = 8;

/**
 * The repositories whose names fit a pattern.
 *
 * @param names those of them that are known to be all, or null where they are too many to name.
 */
export async function repositoriesCalled(
  db: Kysely<Schema>,
  pattern: TextPattern,
  names: readonly string[] | null,
): Promise<RepositorySet> {
  const has = () => fits(sql`candidates.repository`, pattern);
  if (names !== null) {
    const ordered = names.toSorted();
    return {
      count: ordered.length,
      from: (_, start, limit) => {
        const some = ordered.filter((name) => name >= start).slice(0, limit);
        // Marks are asked, since they come in order; `null` is no name.
        return sql`select name as repository from index_search_names where kind = 'repository' and gram = ${nameMark}
          and name in (${sql.join(some.length === 0 ? [null] : some)})`;
      },
      has,
    };
  }
  const grams = [...new Set(piecesOf(pattern).flatMap(gramsWithin))];
  let [rarest, count] = [undefined as string | undefined, Number.POSITIVE_INFINITY];
  for (const gram of grams) {
    const { rows } = await sql<{ names: number }>`
      select count(*) as names from (
        select 1 from index_search_names where kind = 'repository' and gram = ${gram} limit ${countedTo}
      ) counted
    `.execute(db);
    const names = Number(rows[0]?.names ?? 0);
    if (names < count) [rarest, count] = [gram, names];
  }
  const beginning = beginningOf(pattern);
  if (beginning !== "")
    return {
      count: Math.min(count, countedTo),
      from: (registry, start) => sql`select repository from index_repositories
        where registry = ${registry} and repository >= ${start} and ${beginsWith(sql`repository`, beginning)}`,
      has,
    };
  return {
    count,
    from:
      rarest === undefined
        ? null
        : (_, start) => sql`select name as repository from index_search_names
            where kind = 'repository' and gram = ${rarest} and name >= ${start}`,
    has,
  };
}

/** The repositories with a tag that says one of these. */
export async function repositoriesSaying(
  db: Kysely<Schema>,
  terms: readonly number[],
): Promise<RepositorySet> {
  const among = sql<boolean>`index_search_places.term in (${sql.join(terms)})`;
  const { rows } = await sql<{ places: number }>`
    select count(*) as places from (select 1 from index_search_places where ${among} limit ${countedTo}) counted
  `.execute(db);
  return {
    count: Number(rows[0]?.places ?? 0),
    from: terms.length > mergedAtMost ? null : (...where) => placesOf(terms, ...where),
    has: (registry) => sql<boolean>`exists (select 1 from index_search_places
      where ${among} and index_search_places.registry = ${registry}
        and index_search_places.repository = candidates.repository limit 1)`,
  };
}

function placesOf(terms: readonly number[], registry: string, start: string, limit: number) {
  const each = terms.map(
    (term) => sql`select repository from index_search_places
      where term = ${term} and registry = ${registry} and repository >= ${start}`,
  );
  const [first] = each;
  if (first !== undefined && each.length === 1) return first;
  const limited = each.map(
    (one) => sql`select repository from (${one} order by repository limit ${limit}) some`,
  );
  return sql`select repository from (${sql.join(limited, sql` union `)}) places where 1 = 1`;
}

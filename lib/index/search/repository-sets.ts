import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { TextPattern } from "#lib/oci/search/query.ts";
import type { RarestGram } from "./find-names.ts";
import { nameMark, tagGramsWithin } from "./grams.ts";
import { beginningOf, beginsWith, fits, piecesOf } from "./patterns.ts";
import type { RepositorySet } from "./resolved.ts";

/** Repositories are counted up to here, to begin with the condition that leaves the fewest. */
const countedTo = 2_000;

/** Terms whose repositories can be put into one order without reading all of them. */
const mergedAtMost = 8;

/**
 * The repositories whose names fit a pattern.
 *
 * @param found the rarest gram of the pattern, and all of them by name; null where they are too many to name.
 */
export async function repositoriesCalled(
  db: Kysely<Schema>,
  pattern: TextPattern,
  { rarest, all: names }: { readonly rarest: RarestGram | null; readonly all: readonly string[] | null },
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
  const beginning = beginningOf(pattern);
  if (beginning !== "") {
    const begun = sql<boolean>`${beginsWith(sql`repository`, beginning)}`;
    const { rows } = await sql<{ repositories: number }>`
      select count(*) as repositories from (
        select 1 from index_repositories where ${begun} limit ${countedTo}
      ) counted
    `.execute(db);
    return {
      count: Number(rows[0]?.repositories ?? 0),
      from: (registry, start) => sql`select repository from index_repositories
        where registry = ${registry} and repository >= ${start} and ${begun}`,
      has,
    };
  }
  if (rarest === null) return { count: countedTo, from: null, has };
  return {
    count: rarest.names,
    from: (_, start) => sql`select name as repository from index_search_names
      where kind = 'repository' and gram = ${rarest.gram} and name >= ${start}`,
    has,
  };
}

/**
 * The repositories with a tag that may fit a pattern; null where it has nothing to go by.
 *
 * @param rarest the rarest gram of the pattern among names of tags.
 */
export async function repositoriesTagged(
  db: Kysely<Schema>,
  pattern: TextPattern,
  rarest: RarestGram | null,
): Promise<RepositorySet | null> {
  const gram = rarest?.gram ?? piecesOf(pattern).flatMap(tagGramsWithin)[0];
  if (gram === undefined) return null;
  const { rows } = await sql<{ places: number }>`
    select count(*) as places from (
      select 1 from index_search_tag_places where gram = ${gram} limit ${countedTo}
    ) counted
  `.execute(db);
  return {
    count: Number(rows[0]?.places ?? 0),
    from: (registry, start) => sql`select repository from index_search_tag_places
      where gram = ${gram} and registry = ${registry} and repository >= ${start}`,
    has: (registry) => sql<boolean>`exists (select 1 from index_search_tag_places
      where index_search_tag_places.gram = ${gram} and index_search_tag_places.registry = ${registry}
        and index_search_tag_places.repository = candidates.repository limit 1)`,
  };
}

/**
 * The repositories whose tags may have such a date or size.
 *
 * @param registries the slugs of those that are searched.
 * @param spans a condition on a row of `index_search_spans` that one of its indexes answers.
 * @param holds the condition on tags, which an index of the tags of each repository answers in one step.
 */
export async function repositoriesWith(
  db: Kysely<Schema>,
  registries: readonly string[],
  spans: RawBuilder<boolean>,
  holds: RawBuilder<boolean>,
): Promise<RepositorySet> {
  const { rows } = await sql<{ repositories: number }>`
    select count(*) as repositories from (
      select 1 from index_search_spans where registry in (${sql.join([null, ...registries])}) and ${spans} limit ${countedTo}
    ) counted
  `.execute(db);
  const count = Number(rows[0]?.repositories ?? 0);
  // The few are found by what they span and then sorted, the many in the order of their names; `|| ''` keeps SQLite from the latter.
  const name = count < countedTo ? sql`repository || ''` : sql`repository`;
  return {
    // Of the many, each other list comes first that is not of nearly all.
    count: Math.min(count, countedTo - 1),
    from: (registry, start) => sql`select repository from index_search_spans
      where registry = ${registry} and ${name} >= ${start} and ${spans}`,
    has: (registry) => sql<boolean>`exists (select 1 from index_tags
      where index_tags.registry = ${registry} and index_tags.repository = candidates.repository and ${holds} limit 1)`,
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

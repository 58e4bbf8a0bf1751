import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { TextPattern } from "#lib/oci/search/query.ts";
import { gramsWithin } from "./grams.ts";
import { beginsWith, fits, piecesOf } from "./patterns.ts";
import type { NameKind } from "./store-names.ts";

/** Names looked at for one pattern: those of its rarest three letters. */
const lookedAt = 5_000;

/** How far names are counted to find out which letters are rare. */
const countedTo = 200;

/**
 * The names of repositories or tags that fit a pattern.
 *
 * @returns null where more than `limit` do, or where it takes too long to say.
 */
export async function findNames(
  db: Kysely<Schema>,
  kind: NameKind,
  pattern: TextPattern,
  limit: number,
): Promise<string[] | null> {
  const grams = [...new Set(piecesOf(pattern).flatMap(gramsWithin))];
  const among = await rarest(db, kind, grams, pattern);
  if (among === null) return null;
  const looked = await sql<{ names: number }>`
    select count(*) as names from (
      select 1 from index_search_names where kind = ${kind} and ${among} limit ${lookedAt + 1}
    ) looked
  `.execute(db);
  if (Number(looked.rows[0]?.names ?? 0) > lookedAt) return null;
  const { rows } = await sql<{ name: string }>`
    select distinct name from index_search_names
    where kind = ${kind} and ${among} and ${fits(sql`lower(name)`, pattern)}
    limit ${limit + 1}
  `.execute(db);
  return rows.length > limit ? null : rows.map(({ name }) => name);
}

/** The condition on grams that leaves the fewest names; null where a pattern has nothing to go by. */
async function rarest(db: Kysely<Schema>, kind: NameKind, grams: readonly string[], pattern: TextPattern) {
  if (grams.length === 0) {
    // Shorter than a gram: it begins one, or is what ends a name.
    const [piece] = piecesOf(pattern);
    return piece === undefined ? null : beginsWith(sql`gram`, piece);
  }
  if (grams.length === 1) return sql<boolean>`gram = ${grams[0]}`;
  const counts = grams.map(
    (gram) => sql`
      select ${gram} as gram, (
        select count(*) from (
          select 1 from index_search_names where kind = ${kind} and gram = ${gram} limit ${countedTo}
        ) counted
      ) as names`,
  );
  const { rows } = await sql<{ gram: string; names: number }>`${sql.join(counts, sql` union all `)}`.execute(
    db,
  );
  const ordered = rows.toSorted((one, other) => Number(one.names) - Number(other.names));
  const [first, second, third] = ordered.map(({ gram }) => gram);
  if (Number(ordered[0]?.names ?? 0) < countedTo) return sql<boolean>`gram = ${first}`;
  // All are common: names that have several of them are fewer.
  const also = [second, third]
    .filter((gram) => gram !== undefined)
    .map(
      (gram) => sql`exists (
      select 1 from index_search_names other
      where other.kind = ${kind} and other.gram = ${gram} and other.name = index_search_names.name)`,
    );
  return sql<boolean>`(gram = ${first} and ${sql.join(also, sql` and `)})`;
}

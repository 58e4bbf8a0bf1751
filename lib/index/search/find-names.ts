import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { TextPattern } from "#lib/oci/search/query.ts";
import { gramsWithin } from "./grams.ts";
import { beginsWith, fits, piecesOf } from "./patterns.ts";
import type { NameKind } from "./store-names.ts";

/** Names looked at for one pattern: those of its rarest three letters. Where even these are more, it takes too long. */
const lookedAt = 1_000;

/** Three letters in a row, and how many names have them, up to some thousand. */
export interface RarestGram {
  readonly gram: string;
  readonly names: number;
}

/**
 * The names of repositories or tags that fit a pattern.
 *
 * @param rarest what {@link rarestGram} says of it.
 * @returns null where more than `limit` do, or where it takes too long to say.
 */
export async function findNames(
  db: Kysely<Schema>,
  kind: NameKind,
  pattern: TextPattern,
  rarest: RarestGram | null,
  limit: number,
): Promise<string[] | null> {
  if (rarest !== null && rarest.names >= lookedAt) return null;
  // Shorter than a gram: it begins one, or is what ends a name.
  const [piece] = piecesOf(pattern);
  if (rarest === null && piece === undefined) return null;
  const among = rarest === null ? beginsWith(sql`gram`, piece ?? "") : sql`gram = ${rarest.gram}`;
  const looked = sql`select name from index_search_names where kind = ${kind} and ${among} limit ${lookedAt}`;
  const { rows } = await sql<{ name: string }>`
    select distinct name from (${looked}) looked where ${fits(sql`lower(name)`, pattern)} limit ${limit + 1}
  `.execute(db);
  if (rows.length > limit) return null;
  const names = rows.map(({ name }) => name);
  if (rarest !== null) return names;
  const counted = await sql<{ names: number }>`select count(*) as names from (${looked}) looked`.execute(db);
  return Number(counted.rows[0]?.names ?? 0) === lookedAt ? null : names;
}

/** Of the three letters in a row that a pattern has, those that the fewest names have; null where it is shorter. */
export async function rarestGram(
  db: Kysely<Schema>,
  kind: NameKind,
  pattern: TextPattern,
): Promise<RarestGram | null> {
  return rarestAmong(db, kind, piecesOf(pattern).flatMap(gramsWithin));
}

/** The gram that the fewest names have of those that fit all of some patterns; null where even that one has too many. */
export async function rarestGramOf(
  db: Kysely<Schema>,
  kind: NameKind,
  patterns: readonly TextPattern[],
): Promise<string | null> {
  const rarest = await rarestAmong(db, kind, patterns.flatMap(piecesOf).flatMap(gramsWithin));
  return rarest === null || rarest.names >= lookedAt ? null : rarest.gram;
}

async function rarestAmong(
  db: Kysely<Schema>,
  kind: NameKind,
  all: readonly string[],
): Promise<RarestGram | null> {
  const grams = [...new Set(all)];
  if (grams.length === 0) return null;
  const counts = grams.map(
    (gram) => sql`
      select cast(${gram} as text) as gram, (
        select count(*) from (
          select 1 from index_search_names where kind = ${kind} and gram = ${gram} limit ${lookedAt}
        ) counted
      ) as names`,
  );
  const { rows } = await sql<{ gram: string; names: number }>`${sql.join(counts, sql` union all `)}`.execute(
    db,
  );
  const [first] = rows.toSorted((one, other) => Number(one.names) - Number(other.names));
  return first === undefined ? null : { gram: first.gram, names: Number(first.names) };
}

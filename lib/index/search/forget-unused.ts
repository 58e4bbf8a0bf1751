import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { chunks, rowsAtOnce } from "../chunks.ts";
import { nameMark } from "./grams.ts";
import { type NameKind, rowsOf } from "./store-names.ts";

/** Names and places that are looked at in one step. */
const lookedAt = 500;

/**
 * Forgets parts of names that nothing has any more: tags and repositories that are gone leave theirs, which find nothing. Each
 * step takes some milliseconds.
 */
export async function* forgetUnusedNames(
  db: Kysely<Schema>,
  kind: NameKind,
): AsyncGenerator<void, void, void> {
  const holders = kind === "tag" ? sql`index_tags where tag` : sql`index_repositories where repository`;
  for (let after: string | undefined = ""; after !== undefined; ) {
    const { rows } = await sql<{ name: string; used: number | boolean }>`
      select name, exists (select 1 from ${holders} = known.name) as used
      from (
        select name from index_search_names
        where kind = ${kind} and gram = ${nameMark} and name > ${after} order by name limit ${lookedAt}
      ) known order by name
    `.execute(db);
    const unused = rows.filter(({ used }) => !used).map(({ name }) => name);
    for (const some of chunks(unused, rowsAtOnce)) {
      await forgetNames(db, kind, some);
      yield;
    }
    after = rows.length < lookedAt ? undefined : rows.at(-1)?.name;
    yield;
  }
}

async function forgetNames(db: Kysely<Schema>, kind: NameKind, names: readonly string[]): Promise<void> {
  const rows = names.flatMap((name) => rowsOf(kind, name));
  await db.transaction().execute(async (transaction) => {
    for (const some of chunks(rows, rowsAtOnce * 4)) {
      const wanted = sql.join(some.map(({ gram, name }) => sql`(${kind}, ${gram}, ${name})`));
      await transaction
        .deleteFrom("index_search_names")
        .where(sql<boolean>`(kind, gram, name) in (values ${wanted})`)
        .execute();
    }
  });
}

/** Forgets where something was said, or tags had such names, for repositories that are gone. Each step takes some milliseconds. */
export async function* forgetUnusedPlaces(db: Kysely<Schema>): AsyncGenerator<void, void, void> {
  yield* forgetIn(db, sql`index_search_places`, sql`term`, -1, (term) => sql`cast(${term} as integer)`);
  yield* forgetIn(db, sql`index_search_tag_places`, sql`gram`, "", (gram) => sql`${gram}`);
}

interface Place {
  readonly what: number | string;
  readonly registry: string;
  readonly repository: string;
}

async function* forgetIn(
  db: Kysely<Schema>,
  table: RawBuilder<unknown>,
  column: RawBuilder<unknown>,
  lowest: Place["what"],
  literal: (what: Place["what"]) => RawBuilder<unknown>,
): AsyncGenerator<void, void, void> {
  for (let after: Place | undefined = { what: lowest, registry: "", repository: "" }; after !== undefined; ) {
    const { what, registry, repository }: Place = after;
    const { rows } = await sql<Place & { used: number | boolean }>`
      select what, registry, repository, exists (
        select 1 from index_repositories
        where index_repositories.registry = known.registry and index_repositories.repository = known.repository
      ) as used
      from (
        select ${column} as what, registry, repository from ${table}
        where (${column}, registry, repository) > (${literal(what)}, ${registry}, ${repository})
        order by ${column}, registry, repository limit ${lookedAt}
      ) known order by what, registry, repository
    `.execute(db);
    for (const some of chunks(
      rows.filter(({ used }) => !used),
      rowsAtOnce,
    )) {
      const wanted = some.map(
        (place) => sql`(${literal(place.what)}, ${place.registry}, ${place.repository})`,
      );
      await sql`
        delete from ${table} where (${column}, registry, repository) in (values ${sql.join(wanted)})
      `.execute(db);
    }
    after = rows.length < lookedAt ? undefined : rows.at(-1);
    yield;
  }
}

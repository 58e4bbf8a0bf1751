import { type Kysely, sql } from "kysely";
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

/** Forgets where something was said, for repositories that are gone. Each step takes some milliseconds. */
export async function* forgetUnusedPlaces(db: Kysely<Schema>): AsyncGenerator<void, void, void> {
  interface Place {
    readonly term: number;
    readonly registry: string;
    readonly repository: string;
  }
  for (let after: Place | undefined = { term: -1, registry: "", repository: "" }; after !== undefined; ) {
    const { term, registry, repository }: Place = after;
    const { rows } = await sql<Place & { used: number | boolean }>`
      select term, registry, repository, exists (
        select 1 from index_repositories
        where index_repositories.registry = known.registry and index_repositories.repository = known.repository
      ) as used
      from (
        select term, registry, repository from index_search_places
        where (term, registry, repository) > (${term}, ${registry}, ${repository})
        order by term, registry, repository limit ${lookedAt}
      ) known order by term, registry, repository
    `.execute(db);
    for (const some of chunks(
      rows.filter(({ used }) => !used),
      rowsAtOnce,
    )) {
      const wanted = sql.join(
        some.map((place) => sql`(cast(${place.term} as integer), ${place.registry}, ${place.repository})`),
      );
      await db
        .deleteFrom("index_search_places")
        .where(sql<boolean>`(term, registry, repository) in (values ${wanted})`)
        .execute();
    }
    after = rows.length < lookedAt ? undefined : rows.at(-1);
    yield;
  }
}

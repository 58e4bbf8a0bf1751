import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { chunks, rowsAtOnce } from "../chunks.ts";
import { gramsOf, nameMark } from "./grams.ts";

export type NameKind = "repository" | "tag";

/** Keeps the parts of names by which they are found. Names that are known cost one query for 500 of them. */
export async function storeSearchNames(
  db: Kysely<Schema>,
  kind: NameKind,
  names: readonly string[],
): Promise<void> {
  for (const some of chunks([...new Set(names)], rowsAtOnce)) {
    const rows = await db
      .selectFrom("index_search_names")
      .select("name")
      .where("kind", "=", kind)
      .where("gram", "=", nameMark)
      .where("name", "in", some)
      .execute();
    const known = new Set(rows.map(({ name }) => name));
    const added = some.filter((name) => !known.has(name)).sort();
    for (const part of chunks(
      added.flatMap((name) => rowsOf(kind, name)),
      rowsAtOnce * 4,
    )) {
      await db
        .insertInto("index_search_names")
        .values(part)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  }
}

/**
 * Forgets parts of names that nothing has any more: tags and repositories that are gone leave theirs, which find nothing.
 *
 * @param limit names at most, so that it can be done little by little.
 * @returns how many were forgotten.
 */
export async function forgetUnusedNames(db: Kysely<Schema>, kind: NameKind, limit: number): Promise<number> {
  const holders = kind === "tag" ? sql`index_tags where tag` : sql`index_repositories where repository`;
  const { rows } = await sql<{ name: string }>`
    select name from index_search_names
    where kind = ${kind} and gram = ${nameMark} and not exists (select 1 from ${holders} = index_search_names.name)
    limit ${limit}
  `.execute(db);
  for (const some of chunks(
    rows.flatMap(({ name }) => rowsOf(kind, name)),
    rowsAtOnce,
  )) {
    const wanted = sql.join(some.map(({ gram, name }) => sql`(${kind}, ${gram}, ${name})`));
    await db
      .deleteFrom("index_search_names")
      .where(sql<boolean>`(kind, gram, name) in (values ${wanted})`)
      .execute();
  }
  return rows.length;
}

function rowsOf(kind: NameKind, name: string): { kind: NameKind; gram: string; name: string }[] {
  return [nameMark, ...gramsOf(name)].map((gram) => ({ kind, gram, name }));
}

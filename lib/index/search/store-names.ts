import type { Kysely } from "kysely";
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

/** The rows that are kept of one name. */
export function rowsOf(kind: NameKind, name: string): { kind: NameKind; gram: string; name: string }[] {
  return [nameMark, ...gramsOf(name)].map((gram) => ({ kind, gram, name }));
}

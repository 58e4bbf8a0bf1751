import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Schema } from "#lib/db/schema.ts";

/**
 * A single stored value; undefined where it was never set, or what is stored is none of its kind.
 *
 * @param schema what the value must be; a database may have been written by another version.
 */
export async function readValue<Value>(
  db: Kysely<Schema>,
  name: string,
  schema: z.ZodType<Value>,
): Promise<Value | undefined> {
  const row = await db.selectFrom("settings").select("value").where("name", "=", name).executeTakeFirst();
  return row === undefined ? undefined : schema.safeParse(JSON.parse(row.value)).data;
}

/** Stores a single value under a name. */
export async function writeValue(db: Kysely<Schema>, name: string, value: unknown): Promise<void> {
  const json = JSON.stringify(value);
  await db
    .insertInto("settings")
    .values({ name, value: json })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value: json }))
    .execute();
}

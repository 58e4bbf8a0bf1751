import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";

/** Entries of the tree by their paths; those that are not there are left out. The whole registry is the empty path. */
export async function readEntries(
  db: Kysely<Schema>,
  registry: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, Schema["index_entries"]>> {
  if (paths.length === 0) return new Map();
  const rows = await db
    .selectFrom("index_entries")
    .selectAll()
    .where("registry", "=", registry)
    .where("path", "in", paths)
    .execute();
  return new Map(rows.map((row) => [row.path, row]));
}

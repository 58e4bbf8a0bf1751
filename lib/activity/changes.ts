import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import type { ActivityAction, Change } from "./types.ts";

/** A change with the number by which it can be gone on after. */
export interface NumberedChange extends Change {
  readonly id: number;
}

/** Changes that are kept for pages which lost their connection, in milliseconds. */
export const changesKeptFor = 60 * 60_000;

/** The number of the newest change; 0 where there is none. */
export async function lastChange(db: Kysely<Schema>): Promise<number> {
  const row = await db
    .selectFrom("activity_changes")
    .select(({ fn }) => fn.max("id").as("last"))
    .executeTakeFirst();
  return Number(row?.last ?? 0);
}

/** The changes after one, the oldest first. */
export async function changesAfter(db: Kysely<Schema>, id: number): Promise<NumberedChange[]> {
  const rows = await db
    .selectFrom("activity_changes")
    .selectAll()
    .where("id", ">", id)
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    registry: row.registry,
    // Both were checked when they came from the registry.
    repository: row.repository as RepositoryName,
    action: row.action as ActivityAction,
    tags: JSON.parse(row.tags) as Tag[],
  }));
}

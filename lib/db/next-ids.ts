import type { Transaction } from "kysely";
import type { Schema } from "./schema.ts";

/** Tables whose rows are numbered in the order in which they came. */
type Numbered = "activity" | "activity_changes" | "audit_entries";

/**
 * Numbers for new rows of a table, each greater than any before. To be called where nobody else numbers rows of it, within
 * `exclusively(db, "activity", …)` or `"audit"`: then who has read up to a number will never find a smaller one that was
 * written later, by another server.
 *
 * They say when a row came, so that old rows can be told without a column, and none is used again when all were removed.
 *
 * @param now milliseconds since 1970.
 * @returns the first; those after it are free as well.
 */
export async function nextId(
  transaction: Transaction<Schema>,
  table: Numbered,
  now: number,
): Promise<number> {
  const row = await transaction
    .selectFrom(table)
    .select(({ fn }) => fn.max("id").as("last"))
    .executeTakeFirst();
  return Math.max(firstIdAt(now), Number(row?.last ?? 0) + 1);
}

/** The first number that a row which comes at an instant may have. */
export function firstIdAt(instant: number): number {
  return instant * 1000;
}

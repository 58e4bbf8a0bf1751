import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { BlobChange } from "./blob-counts.ts";

/** A sum over a registry's images that came or went. */
export interface MonthChange {
  readonly month: string;
  readonly images: number;
  readonly bytes: number;
  readonly exclusiveBytes: number;
}

/** Adds to the sums of a registry what changed with its blobs. */
export async function addToTotals(
  db: Kysely<Schema>,
  registry: string,
  changes: readonly BlobChange[],
  images: number,
): Promise<void> {
  const sums = { blobs: 0, bytes: 0, shared_bytes: 0, logical_bytes: 0 };
  for (const { size, before, after } of changes) {
    const came = Number(after.images > 0) - Number(before.images > 0);
    sums.blobs += came;
    sums.bytes += size * came;
    sums.shared_bytes += size * (Number(after.repositories > 1) - Number(before.repositories > 1));
    sums.logical_bytes += size * (after.images - before.images);
  }
  await db
    .insertInto("index_totals")
    .values({ registry, tags: 0, images, ...sums })
    .onConflict((conflict) =>
      conflict.column("registry").doUpdateSet({
        images: sql`index_totals.images + excluded.images`,
        blobs: sql`index_totals.blobs + excluded.blobs`,
        bytes: sql`index_totals.bytes + excluded.bytes`,
        shared_bytes: sql`index_totals.shared_bytes + excluded.shared_bytes`,
        logical_bytes: sql`index_totals.logical_bytes + excluded.logical_bytes`,
      }),
    )
    .execute();
}

/** Adds to what was created in a month; a month without images is forgotten. */
export async function addToMonths(
  db: Kysely<Schema>,
  registry: string,
  changes: readonly MonthChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await db
    .insertInto("index_months")
    .values(
      changes.map(({ month, images, bytes, exclusiveBytes }) => ({
        registry,
        month,
        images,
        bytes,
        exclusive_bytes: exclusiveBytes,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(["registry", "month"]).doUpdateSet({
        images: sql`index_months.images + excluded.images`,
        bytes: sql`index_months.bytes + excluded.bytes`,
        exclusive_bytes: sql`index_months.exclusive_bytes + excluded.exclusive_bytes`,
      }),
    )
    .execute();
  await db.deleteFrom("index_months").where("registry", "=", registry).where("images", "=", 0).execute();
}

import type { Kysely } from "kysely";
import { exclusively } from "#lib/db/exclusively.ts";
import type { Schema } from "#lib/db/schema.ts";

/** Forgets all that was counted of a registry, and its growth. Its repositories are forgotten before. */
export async function forgetSizes(db: Kysely<Schema>, registry: string): Promise<void> {
  await exclusively(db, "sizes", async (transaction) => {
    for (const table of [
      "index_images",
      "index_repository_blobs",
      "index_blobs",
      "index_months",
      "index_totals",
      "index_sizes",
      "index_recounts",
    ] as const) {
      await transaction.deleteFrom(table).where("registry", "=", registry).execute();
    }
  });
}

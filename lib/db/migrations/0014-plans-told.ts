import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { columnTypes } from "../column-types.ts";

/** How each tag was deleted, and an index by which plans are found that are being undone. */
export const plansTold: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { text } = columnTypes(db);
    await db.schema.alterTable("cleanup_items").addColumn("method", text).execute();
    await db.schema
      .createIndex("cleanup_items_by_undo")
      .on("cleanup_items")
      .columns(["undo_state", "plan"])
      .execute();
  },
};

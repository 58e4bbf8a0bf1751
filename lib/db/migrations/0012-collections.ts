import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { columnTypes } from "../column-types.ts";

/** How registries collect their garbage, when they did, and what is known to be garbage. */
export const collections: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { text, keptInKey } = columnTypes(db);
    await db.schema
      .createTable("cleanup_collectors")
      .addColumn("registry", text, (column) => column.primaryKey())
      .addColumn("setting", text, (column) => column.notNull())
      .addColumn("webhook_secret", text)
      .addColumn("updated_at", "bigint", (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("cleanup_collections")
      .addColumn("id", text, (column) => column.primaryKey())
      .addColumn("registry", text, (column) => column.notNull())
      .addColumn("state", text, (column) => column.notNull())
      .addColumn("how", text, (column) => column.notNull())
      .addColumn("begun_by", text, (column) => column.notNull())
      .addColumn("begun_at", "bigint", (column) => column.notNull())
      .addColumn("ended_at", "bigint")
      .addColumn("delete_untagged", "integer", (column) => column.notNull())
      .addColumn("predicted", "bigint")
      .addColumn("result", text)
      .addColumn("problem_code", text)
      .addColumn("problem_message", text)
      .addColumn("output", text, (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex("cleanup_collections_by_registry")
      .on("cleanup_collections")
      .columns(["registry", "begun_at"])
      .execute();
    await db.schema
      .createTable("index_garbage")
      .addColumn("registry", text, (column) => column.notNull())
      .addColumn("digest", text, (column) => column.notNull())
      .addColumn("since", "bigint", (column) => column.notNull())
      .addColumn("size", "bigint")
      .addColumn("alone", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("index_garbage_key", ["registry", "digest"])
      .modifyEnd(keptInKey)
      .execute();
    await db.schema
      .createTable("index_lost")
      .addColumn("registry", text, (column) => column.notNull())
      .addColumn("repository", text, (column) => column.notNull())
      .addColumn("digest", text, (column) => column.notNull())
      .addColumn("lost_at", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("index_lost_key", ["registry", "repository", "digest"])
      .modifyEnd(keptInKey)
      .execute();
    await db.schema.alterTable("index_untagged").addColumn("tag", text).execute();
    // What is kept for undoing is looked up by its digest, over all plans.
    await db.schema.createIndex("cleanup_items_by_digest").on("cleanup_items").column("digest").execute();
  },
};

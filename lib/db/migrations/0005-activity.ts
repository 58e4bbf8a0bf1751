import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { columnTypes } from "../column-types.ts";

/** Tables of lib/activity: what registries tell by their notifications. */
export const activity: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { text } = columnTypes(db);
    await db.schema
      .createTable("activity")
      .addColumn("id", "bigint", (column) => column.primaryKey())
      .addColumn("registry", text, (column) => column.notNull())
      .addColumn("at", "bigint", (column) => column.notNull())
      .addColumn("action", text, (column) => column.notNull())
      .addColumn("repository", text, (column) => column.notNull())
      .addColumn("tag", text)
      .addColumn("digest", text)
      .addColumn("actor", text)
      .addColumn("address", text)
      .addColumn("user_agent", text)
      .execute();
    await db.schema
      .createIndex("activity_by_repository")
      .on("activity")
      .columns(["registry", "repository", "id"])
      .execute();
    await db.schema
      .createTable("activity_seen")
      .addColumn("registry", text, (column) => column.notNull())
      .addColumn("event_id", text, (column) => column.notNull())
      .addColumn("seen_at", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("activity_seen_key", ["registry", "event_id"])
      .execute();
    await db.schema.createIndex("activity_seen_by_time").on("activity_seen").column("seen_at").execute();
    await db.schema
      .createTable("activity_pulls")
      .addColumn("registry", text, (column) => column.notNull())
      .addColumn("repository", text, (column) => column.notNull())
      .addColumn("reference", text, (column) => column.notNull())
      .addColumn("pulls", "bigint", (column) => column.notNull())
      .addColumn("last_pulled_at", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("activity_pulls_key", ["registry", "repository", "reference"])
      .execute();
    await db.schema
      .createTable("activity_lookups")
      .addColumn("registry", text, (column) => column.notNull())
      .addColumn("repository", text, (column) => column.notNull())
      .addColumn("digest", text, (column) => column.notNull())
      .addColumn("client", text, (column) => column.notNull())
      .addColumn("tag", text, (column) => column.notNull())
      .addColumn("looked_up_at", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("activity_lookups_key", ["registry", "repository", "digest", "client"])
      .execute();
    await db.schema
      .createTable("activity_changes")
      .addColumn("id", "bigint", (column) => column.primaryKey())
      .addColumn("registry", text, (column) => column.notNull())
      .addColumn("repository", text, (column) => column.notNull())
      .addColumn("action", text, (column) => column.notNull())
      .addColumn("tags", text, (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("activity_endpoints")
      .addColumn("registry", text, (column) => column.primaryKey())
      .addColumn("token_hash", text)
      .addColumn("token_made_at", "bigint")
      .addColumn("received", "bigint", (column) => column.notNull())
      .addColumn("received_at", "bigint")
      .execute();
  },
};

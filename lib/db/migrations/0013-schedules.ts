import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { columnTypes } from "../column-types.ts";

/** Policies that are carried out again and again. */
export const schedules: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { text } = columnTypes(db);
    await db.schema
      .createTable("cleanup_schedules")
      .addColumn("id", text, (column) => column.primaryKey())
      .addColumn("registry", text, (column) => column.notNull())
      .addColumn("policy", text, (column) => column.notNull())
      .addColumn("cron", text, (column) => column.notNull())
      .addColumn("time_zone", text, (column) => column.notNull())
      .addColumn("dry_run", "integer", (column) => column.notNull())
      .addColumn("at_most", "integer", (column) => column.notNull())
      .addColumn("enabled", "integer", (column) => column.notNull())
      .addColumn("made_by", text, (column) => column.notNull())
      .addColumn("made_at", "bigint", (column) => column.notNull())
      .addColumn("next_at", "bigint", (column) => column.notNull())
      .addColumn("last_at", "bigint")
      .addColumn("last_plan", text)
      .addColumn("problem_code", text)
      .addColumn("problem_message", text)
      .execute();
    await db.schema
      .createIndex("cleanup_schedules_by_time")
      .on("cleanup_schedules")
      .columns(["enabled", "next_at"])
      .execute();
  },
};

import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { columnTypes } from "../column-types.ts";

/** The table of lib/jobs, and what a sync wants to know of tags and repositories: since when, and how lively they are. */
export const jobsAndSync: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { text } = columnTypes(db);
    await db.schema
      .createTable("jobs")
      .addColumn("id", text, (column) => column.primaryKey())
      .addColumn("paused", "integer", (column) => column.notNull())
      .addColumn("started_at", "bigint")
      .addColumn("finished_at", "bigint")
      .addColumn("progress", text)
      .addColumn("problem_code", text)
      .addColumn("problem_message", text)
      .addColumn("owner", text)
      .addColumn("lease_until", "bigint")
      .execute();
    await db.schema.alterTable("index_repositories").addColumn("looked_at", "bigint").execute();
    await db.schema.alterTable("index_repositories").addColumn("changed_at", "bigint").execute();
    await db.schema.alterTable("index_tags").addColumn("first_seen_at", "bigint").execute();
    await db.schema.alterTable("index_tags").addColumn("moved_at", "bigint").execute();
    // Of tags from before, only the last time is known.
    await sql`update index_tags set first_seen_at = seen_at`.execute(db);
  },
};

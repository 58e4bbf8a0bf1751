import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { columnTypes } from "../column-types.ts";

/** Plans of clean-ups, what they delete, what that takes to be undone, and manifests without tags. */
export const plans: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { text, bytes, keptInKey } = columnTypes(db);
    await db.schema
      .createTable("cleanup_plans")
      .addColumn("id", text, (column) => column.primaryKey())
      .addColumn("registry", text, (column) => column.notNull())
      .addColumn("title", text, (column) => column.notNull())
      .addColumn("origin", text, (column) => column.notNull())
      .addColumn("state", text, (column) => column.notNull())
      .addColumn("made_by", text, (column) => column.notNull())
      .addColumn("made_at", "bigint", (column) => column.notNull())
      .addColumn("saved", "integer", (column) => column.notNull())
      .addColumn("forecast", text)
      .addColumn("apply_by", text)
      .addColumn("at_most", "integer")
      .addColumn("begun_by", text)
      .addColumn("begun_at", "bigint")
      .addColumn("begun_from", text)
      .addColumn("undone_from", text)
      .addColumn("ended_at", "bigint")
      .addColumn("problem_code", text)
      .addColumn("problem_message", text)
      .execute();
    await db.schema
      .createIndex("cleanup_plans_by_registry")
      .on("cleanup_plans")
      .columns(["registry", "made_at", "id"])
      .execute();
    await db.schema
      .createTable("cleanup_items")
      .addColumn("plan", text, (column) => column.notNull())
      .addColumn("position", "integer", (column) => column.notNull())
      .addColumn("repository", text, (column) => column.notNull())
      .addColumn("kind", text, (column) => column.notNull())
      .addColumn("reference", text, (column) => column.notNull())
      .addColumn("digest", text)
      .addColumn("role", text, (column) => column.notNull())
      .addColumn("about", text)
      .addColumn("reason", text)
      .addColumn("left_out", "integer", (column) => column.notNull())
      .addColumn("state", text, (column) => column.notNull())
      .addColumn("found", text)
      .addColumn("problem_code", text)
      .addColumn("problem_message", text)
      .addColumn("done_at", "bigint")
      .addColumn("undo_state", text)
      .addColumn("undo_code", text)
      .addColumn("undo_message", text)
      .addColumn("undone_at", "bigint")
      .addColumn("audited", "integer", (column) => column.notNull())
      .addColumn("undo_audited", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("cleanup_items_key", ["plan", "position"])
      .execute();
    await db.schema
      .createIndex("cleanup_items_by_reference")
      .on("cleanup_items")
      .columns(["plan", "repository", "reference"])
      .unique()
      .execute();
    await db.schema
      .createIndex("cleanup_items_by_repository")
      .on("cleanup_items")
      .columns(["plan", "repository", "position"])
      .execute();
    await db.schema
      .createIndex("cleanup_items_by_state")
      .on("cleanup_items")
      .columns(["plan", "state", "position"])
      .execute();
    await db.schema
      .createTable("cleanup_manifests")
      .addColumn("digest", text, (column) => column.primaryKey())
      .addColumn("media_type", text, (column) => column.notNull())
      .addColumn("bytes", bytes, (column) => column.notNull())
      .addColumn("kept_at", "bigint", (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("index_untagged")
      .addColumn("registry", text, (column) => column.notNull())
      .addColumn("repository", text, (column) => column.notNull())
      .addColumn("digest", text, (column) => column.notNull())
      .addColumn("found_at", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("index_untagged_key", ["registry", "repository", "digest"])
      .modifyEnd(keptInKey)
      .execute();
    // What refers to a manifest is found by its subject.
    await db.schema
      .createIndex("index_manifests_by_subject")
      .on("index_manifests")
      .column("subject")
      .execute();
  },
};

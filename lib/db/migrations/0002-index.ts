import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { columnTypes } from "../column-types.ts";

/** Tables of lib/index: what registries hold, as last seen. All of it can be read again from the registries. */
export const index: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { text, bytes } = columnTypes(db);
    await db.schema
      .createTable("index_contents")
      .addColumn("digest", text, (column) => column.primaryKey())
      .addColumn("media_type", text, (column) => column.notNull())
      .addColumn("bytes", bytes, (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("index_manifests")
      .addColumn("digest", text, (column) => column.primaryKey())
      .addColumn("kind", text, (column) => column.notNull())
      .addColumn("media_type", text, (column) => column.notNull())
      .addColumn("artifact_type", text)
      .addColumn("platforms", text, (column) => column.notNull())
      .addColumn("size", "bigint")
      .addColumn("created", text)
      .addColumn("subject", text)
      .execute();
    await db.schema
      .createTable("index_manifest_blobs")
      .addColumn("manifest", text, (column) => column.notNull())
      .addColumn("position", "integer", (column) => column.notNull())
      .addColumn("blob", text, (column) => column.notNull())
      .addColumn("size", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("index_manifest_blobs_key", ["manifest", "position"])
      .execute();
    await db.schema
      .createIndex("index_manifest_blobs_by_blob")
      .on("index_manifest_blobs")
      .column("blob")
      .execute();
    await db.schema
      .createTable("index_children")
      .addColumn("parent", text, (column) => column.notNull())
      .addColumn("position", "integer", (column) => column.notNull())
      .addColumn("child", text, (column) => column.notNull())
      .addPrimaryKeyConstraint("index_children_key", ["parent", "position"])
      .execute();
    await db.schema.createIndex("index_children_by_child").on("index_children").column("child").execute();
    await db.schema
      .createTable("index_registries")
      .addColumn("registry", text, (column) => column.primaryKey())
      .addColumn("catalog_read_at", "bigint", (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("index_repositories")
      .addColumn("registry", text, (column) => column.notNull())
      .addColumn("repository", text, (column) => column.notNull())
      .addColumn("tags_read_at", "bigint")
      .addColumn("problem_code", text)
      .addColumn("problem_message", text)
      .addPrimaryKeyConstraint("index_repositories_key", ["registry", "repository"])
      .execute();
    await db.schema
      .createTable("index_tags")
      .addColumn("registry", text, (column) => column.notNull())
      .addColumn("repository", text, (column) => column.notNull())
      .addColumn("tag", text, (column) => column.notNull())
      .addColumn("digest", text)
      .addColumn("seen_at", "bigint", (column) => column.notNull())
      .addColumn("problem_code", text)
      .addColumn("problem_message", text)
      .addPrimaryKeyConstraint("index_tags_key", ["registry", "repository", "tag"])
      .execute();
    await db.schema
      .createIndex("index_tags_by_digest")
      .on("index_tags")
      .columns(["digest", "registry"])
      .execute();
  },
};

import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { columnTypes } from "../column-types.ts";

/** What the images of a registry hold, counted once and kept up to date, so that no visit has to add up all blobs. */
export const sizes: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { text } = columnTypes(db);
    for (const column of ["tags", "unread", "images", "bytes", "exclusive_bytes"] as const) {
      await db.schema.alterTable("index_repositories").addColumn(column, "bigint").execute();
    }
    await db.schema.alterTable("index_repositories").addColumn("newest", text).execute();
    await db.schema.alterTable("index_repositories").addColumn("revision", "bigint").execute();
    await db.schema
      .createIndex("index_tags_by_repository_digest")
      .on("index_tags")
      .columns(["registry", "repository", "digest"])
      .execute();
    await db.schema
      .createTable("index_images")
      .addColumn("registry", text, (column) => column.notNull())
      .addColumn("repository", text, (column) => column.notNull())
      .addColumn("digest", text, (column) => column.notNull())
      .addColumn("created", text)
      .addColumn("month", text, (column) => column.notNull())
      .addColumn("bytes", "bigint", (column) => column.notNull())
      .addColumn("exclusive_bytes", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("index_images_key", ["registry", "repository", "digest"])
      .execute();
    await db.schema
      .createIndex("index_images_by_digest")
      .on("index_images")
      .columns(["digest", "registry"])
      .execute();
    await db.schema
      .createIndex("index_images_by_exclusive_bytes")
      .on("index_images")
      .columns(["registry", "repository", "exclusive_bytes"])
      .execute();
    await db.schema
      .createIndex("index_images_by_month")
      .on("index_images")
      .columns(["registry", "month", "exclusive_bytes"])
      .execute();
    await db.schema
      .createTable("index_repository_blobs")
      .addColumn("registry", text, (column) => column.notNull())
      .addColumn("repository", text, (column) => column.notNull())
      .addColumn("blob", text, (column) => column.notNull())
      .addColumn("size", "bigint", (column) => column.notNull())
      .addColumn("images", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("index_repository_blobs_key", ["registry", "repository", "blob"])
      .execute();
    await db.schema
      .createIndex("index_repository_blobs_by_blob")
      .on("index_repository_blobs")
      .columns(["registry", "blob", "repository"])
      .execute();
    await db.schema
      .createTable("index_blobs")
      .addColumn("registry", text, (column) => column.notNull())
      .addColumn("blob", text, (column) => column.notNull())
      .addColumn("kind", text, (column) => column.notNull())
      .addColumn("size", "bigint", (column) => column.notNull())
      .addColumn("repositories", "integer", (column) => column.notNull())
      .addColumn("images", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("index_blobs_key", ["registry", "blob"])
      .execute();
    await db.schema
      .createIndex("index_blobs_by_size")
      .on("index_blobs")
      .columns(["registry", "size", "blob"])
      .execute();
    await db.schema
      .createTable("index_months")
      .addColumn("registry", text, (column) => column.notNull())
      .addColumn("month", text, (column) => column.notNull())
      .addColumn("images", "integer", (column) => column.notNull())
      .addColumn("bytes", "bigint", (column) => column.notNull())
      .addColumn("exclusive_bytes", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("index_months_key", ["registry", "month"])
      .execute();
    await db.schema
      .createTable("index_totals")
      .addColumn("registry", text, (column) => column.primaryKey())
      .addColumn("tags", "bigint", (column) => column.notNull())
      .addColumn("images", "integer", (column) => column.notNull())
      .addColumn("blobs", "integer", (column) => column.notNull())
      .addColumn("bytes", "bigint", (column) => column.notNull())
      .addColumn("shared_bytes", "bigint", (column) => column.notNull())
      .addColumn("logical_bytes", "bigint", (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("index_sizes")
      .addColumn("registry", text, (column) => column.notNull())
      .addColumn("repository", text, (column) => column.notNull())
      .addColumn("day", text, (column) => column.notNull())
      .addColumn("bytes", "bigint", (column) => column.notNull())
      .addColumn("tags", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("index_sizes_key", ["registry", "repository", "day"])
      .execute();
    await db.schema
      .createTable("index_recounts")
      .addColumn("registry", text, (column) => column.notNull())
      .addColumn("repository", text, (column) => column.notNull())
      .addColumn("mark", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("index_recounts_key", ["registry", "repository"])
      .execute();
    // Of what is known already nothing is counted yet; that happens after the start, beside everything else.
    await sql`
      insert into index_recounts (registry, repository, mark)
      select registry, repository, 0 from index_repositories
    `.execute(db);
  },
};

import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { columnTypes } from "../column-types.ts";

/**
 * Tables by which lib/index finds tags by what their manifests and configs say, and by parts of their names. They start empty:
 * what older versions have read is filled in while the server runs (lib/index/search/fill.ts), since it may take minutes.
 */
export const search: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { text, numbered, keptInKey } = columnTypes(db);
    await db.schema
      .createTable("index_search_manifests")
      .addColumn("id", "integer", numbered)
      .addColumn("digest", text, (column) => column.notNull().unique())
      .execute();
    await db.schema
      .createTable("index_search_keys")
      .addColumn("kind", text, (column) => column.notNull())
      .addColumn("key", text, (column) => column.notNull())
      .addPrimaryKeyConstraint("index_search_keys_key", ["kind", "key"])
      .modifyEnd(keptInKey)
      .execute();
    await db.schema
      .createTable("index_search_terms")
      .addColumn("id", "integer", numbered)
      .addColumn("kind", text, (column) => column.notNull())
      .addColumn("key", text, (column) => column.notNull())
      .addColumn("folded", text, (column) => column.notNull())
      .addColumn("name", text, (column) => column.notNull())
      .addColumn("value", text, (column) => column.notNull())
      .addUniqueConstraint("index_search_terms_key", ["kind", "key", "folded"])
      .execute();
    await db.schema
      .createTable("index_search_postings")
      .addColumn("term", "integer", (column) => column.notNull())
      .addColumn("manifest", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("index_search_postings_key", ["term", "manifest"])
      .modifyEnd(keptInKey)
      .execute();
    await db.schema
      .createIndex("index_search_postings_by_manifest")
      .on("index_search_postings")
      .columns(["manifest", "term"])
      .execute();
    await db.schema
      .createTable("index_search_places")
      .addColumn("term", "integer", (column) => column.notNull())
      .addColumn("registry", text, (column) => column.notNull())
      .addColumn("repository", text, (column) => column.notNull())
      .addPrimaryKeyConstraint("index_search_places_key", ["term", "registry", "repository"])
      .modifyEnd(keptInKey)
      .execute();
    await db.schema
      .createTable("index_search_names")
      .addColumn("kind", text, (column) => column.notNull())
      .addColumn("gram", text, (column) => column.notNull())
      .addColumn("name", text, (column) => column.notNull())
      .addPrimaryKeyConstraint("index_search_names_key", ["kind", "gram", "name"])
      .modifyEnd(keptInKey)
      .execute();
    await db.schema
      .createIndex("index_tags_by_tag")
      .on("index_tags")
      .columns(["tag", "registry", "repository"])
      .execute();
    await db.schema
      .createIndex("index_repositories_by_repository")
      .on("index_repositories")
      .columns(["repository", "registry"])
      .execute();
    // Over all repositories; those of the tag table are within one.
    await db.schema.createIndex("index_tags_by_date").on("index_tags").column("created_at").execute();
    await db.schema.createIndex("index_tags_by_bytes").on("index_tags").column("size").execute();
  },
};

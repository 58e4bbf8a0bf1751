import { createHash } from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { attachedTag } from "#lib/oci/attached.ts";
import { tagSortKey } from "#lib/oci/tag-order.ts";
import { columnTypes } from "../column-types.ts";

/** Tags read and brought up to date at a time. */
const atOnce = 500;

/** What a row of the tag table shows and is sorted by, kept with the tag: a table sorts and filters 50,000 tags without a join. */
export const tagTable: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { text } = columnTypes(db);
    await db.schema
      .createTable("index_platform_sets")
      .addColumn("key", text, (column) => column.primaryKey())
      .addColumn("platforms", text, (column) => column.notNull())
      .execute();
    for (const column of ["sort_key", "kind", "media_type", "artifact_type", "platform_key"]) {
      await db.schema.alterTable("index_tags").addColumn(column, text).execute();
    }
    for (const column of ["size", "created_at"]) {
      await db.schema.alterTable("index_tags").addColumn(column, "bigint").execute();
    }
    await db.schema
      .alterTable("index_tags")
      .addColumn("attached", "integer", (column) => column.notNull().defaultTo(0))
      .execute();
    await fillNames(db as Kysely<Tables>);
    await fillSummaries(db as Kysely<Tables>);

    const repository = ["registry", "repository"];
    // Each holds all that counting and naming the tags of a view looks at. The planner has no statistics to choose by.
    await db.schema
      .createIndex("index_tags_by_version")
      .on("index_tags")
      .columns([...repository, "sort_key", "tag", "attached", "created_at", "platform_key"])
      .execute();
    await db.schema
      .createIndex("index_tags_by_name")
      .on("index_tags")
      .columns(repository)
      .expression(sql`lower(tag)`)
      .columns(["tag", "attached"])
      .execute();
    for (const column of ["created_at", "size"]) {
      await db.schema
        .createIndex(`index_tags_by_${column}`)
        .on("index_tags")
        .columns([...repository, column, "sort_key", "tag", "attached", "platform_key"])
        .execute();
    }
    await db.schema.dropIndex("index_tags_by_digest").execute();
    await db.schema
      .createIndex("index_tags_by_digest")
      .on("index_tags")
      .columns(["digest", ...repository, "attached"])
      .execute();
  },
};

interface Tables {
  index_platform_sets: { key: string; platforms: string };
  index_manifests: {
    digest: string;
    kind: string;
    media_type: string;
    artifact_type: string | null;
    platforms: string;
    size: number | null;
    created: string | null;
  };
  index_tags: {
    registry: string;
    repository: string;
    tag: string;
    digest: string | null;
    sort_key: string | null;
    attached: number;
    kind: string | null;
    media_type: string | null;
    artifact_type: string | null;
    platform_key: string | null;
    size: number | null;
    created_at: number | null;
  };
}

async function fillNames(db: Kysely<Tables>): Promise<void> {
  let after = ["", "", ""];
  for (;;) {
    const [registry = "", repository = "", tag = ""] = after;
    const rows = await db
      .selectFrom("index_tags")
      .select(["registry", "repository", "tag"])
      .where(sql<boolean>`(registry, repository, tag) > (${registry}, ${repository}, ${tag})`)
      .orderBy("registry")
      .orderBy("repository")
      .orderBy("tag")
      .limit(atOnce)
      .execute();
    for (const row of rows) {
      await db
        .updateTable("index_tags")
        .set({ sort_key: tagSortKey(row.tag), attached: attachedTag(row.tag) === undefined ? 0 : 1 })
        .where("registry", "=", row.registry)
        .where("repository", "=", row.repository)
        .where("tag", "=", row.tag)
        .execute();
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = [last.registry, last.repository, last.tag];
  }
}

async function fillSummaries(db: Kysely<Tables>): Promise<void> {
  for (;;) {
    const rows = await db
      .selectFrom("index_manifests")
      .where("digest", "in", (tags) =>
        tags.selectFrom("index_tags").select("digest").where("kind", "is", null),
      )
      .selectAll()
      .limit(atOnce)
      .execute();
    if (rows.length === 0) return;
    for (const { digest, platforms, created, ...row } of rows) {
      const key = createHash("sha256").update(platforms).digest("hex").slice(0, 16);
      await db
        .insertInto("index_platform_sets")
        .values({ key, platforms })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await db
        .updateTable("index_tags")
        .set({
          kind: row.kind,
          media_type: row.media_type,
          artifact_type: row.artifact_type,
          size: row.size,
          platform_key: key,
          created_at: instant(created),
        })
        .where("digest", "=", digest)
        .execute();
    }
  }
}

/** Reproducible builds date their images 1970 or before: no date. */
function instant(created: string | null): number | null {
  const milliseconds = created === null ? Number.NaN : Date.parse(created);
  return milliseconds > 86_400_000 ? milliseconds : null;
}

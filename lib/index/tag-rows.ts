import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { summaryOfRow } from "./manifest-facts.ts";
import { storedProblem } from "./problem.ts";
import type { TagRow } from "./types.ts";

/** The tag table as it was last seen: one query, no request. In the order of the names. */
export async function storedTagRows(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
): Promise<TagRow[]> {
  const rows = await db
    .selectFrom("index_tags")
    .leftJoin("index_manifests", "index_manifests.digest", "index_tags.digest")
    .where("index_tags.registry", "=", registry)
    .where("index_tags.repository", "=", repository)
    .orderBy("index_tags.tag")
    .select([
      "index_tags.tag",
      "index_tags.digest",
      "index_tags.problem_code",
      "index_tags.problem_message",
      "index_manifests.kind",
      "index_manifests.media_type",
      "index_manifests.artifact_type",
      "index_manifests.platforms",
      "index_manifests.size",
      "index_manifests.created",
    ])
    .execute();
  return rows.map((row) => {
    const { kind, media_type, platforms } = row;
    const summary =
      kind === null || media_type === null || platforms === null
        ? null
        : summaryOfRow({ ...row, kind, media_type, platforms });
    return {
      // Both were checked when they came from the registry.
      tag: row.tag as Tag,
      digest: row.digest as Digest | null,
      summary,
      problem: storedProblem(row.problem_code, row.problem_message),
    };
  });
}

/** Other tags of a repository last seen on a digest. */
export async function storedTagsOnDigest(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  digest: Digest,
): Promise<Tag[]> {
  const rows = await db
    .selectFrom("index_tags")
    .select("tag")
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .where("digest", "=", digest)
    .orderBy("tag")
    .execute();
  return rows.map(({ tag }) => tag as Tag);
}

/** The tags of a repository whose manifests were never read as a whole, the newest version first. */
export async function unreadTags(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
): Promise<Tag[]> {
  const rows = await db
    .selectFrom("index_tags")
    .leftJoin("index_manifests", "index_manifests.digest", "index_tags.digest")
    .where("index_tags.registry", "=", registry)
    .where("index_tags.repository", "=", repository)
    .where("index_manifests.digest", "is", null)
    // Words stay behind versions.
    .orderBy(sql`case when index_tags.sort_key < '2' then 0 else 1 end`)
    .orderBy("index_tags.sort_key", "desc")
    .select("index_tags.tag")
    .execute();
  return rows.map(({ tag }) => tag as Tag);
}

/** Tags of a repository that the registry lists with nothing behind them. */
export async function danglingTags(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
): Promise<Set<Tag>> {
  const rows = await db
    .selectFrom("index_tags")
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .where("digest", "is", null)
    .where("problem_code", "=", "MANIFEST_UNKNOWN")
    .select("tag")
    .execute();
  return new Set(rows.map(({ tag }) => tag as Tag));
}

import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { summaryOfRow } from "./manifest-facts.ts";
import { storedProblem } from "./problem.ts";
import type { TagRow } from "./types.ts";

/** How many tags a statement names at a time: SQLite takes 32,766 parameters, PostgreSQL 65,535. */
const chunk = 5_000;

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

/** Keeps what the registry said of one tag just now. */
export async function storeTagRow(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  row: TagRow,
  now: number,
): Promise<void> {
  const values = {
    digest: row.digest,
    seen_at: now,
    problem_code: row.problem?.code ?? null,
    problem_message: row.problem?.message ?? null,
  };
  await db
    .insertInto("index_tags")
    .values({ registry, repository, tag: row.tag, ...values })
    .onConflict((conflict) => conflict.columns(["registry", "repository", "tag"]).doUpdateSet(values))
    .execute();
}

/** Forgets tags that the registry lists no longer. */
export async function forgetTags(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  tags: readonly Tag[],
): Promise<void> {
  for (let start = 0; start < tags.length; start += chunk) {
    await db
      .deleteFrom("index_tags")
      .where("registry", "=", registry)
      .where("repository", "=", repository)
      .where("tag", "in", tags.slice(start, start + chunk))
      .execute();
  }
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

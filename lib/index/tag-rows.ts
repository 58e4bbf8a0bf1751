import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { chunks, rowsAtOnce } from "./chunks.ts";
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

/** Keeps what the registry said of some tags just now, each named once. */
export async function storeTagRows(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  rows: readonly TagRow[],
  now: number,
): Promise<void> {
  for (const some of chunks(rows, rowsAtOnce)) {
    await db
      .insertInto("index_tags")
      .values(
        some.map(({ tag, digest, problem }) => ({
          registry,
          repository,
          tag,
          digest,
          seen_at: now,
          first_seen_at: now,
          moved_at: null,
          problem_code: problem?.code ?? null,
          problem_message: problem?.message ?? null,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(["registry", "repository", "tag"]).doUpdateSet(({ ref }) => ({
          // A tag whose manifest is gone stands nowhere; one that could not be asked for stands where it was.
          digest: sql<string | null>`case when excluded.problem_code = 'MANIFEST_UNKNOWN' then excluded.digest
            else coalesce(excluded.digest, index_tags.digest) end`,
          seen_at: ref("excluded.seen_at"),
          moved_at: sql<number | null>`case when excluded.digest <> index_tags.digest then excluded.seen_at
            else index_tags.moved_at end`,
          problem_code: ref("excluded.problem_code"),
          problem_message: ref("excluded.problem_message"),
        })),
      )
      .execute();
  }
}

/**
 * Keeps the registry's own list: tags that are not in it are forgotten, and those in it for the first time are known from
 * now on, though not where they point. To be called in a transaction.
 *
 * @returns whether anything changed.
 */
export async function storeTagList(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  tags: readonly Tag[],
  now: number,
): Promise<boolean> {
  const rows = await db
    .selectFrom("index_tags")
    .select("tag")
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .execute();
  const known = new Set(rows.map(({ tag }) => tag));
  const listed = new Set<string>(tags);
  const gone = [...known].filter((tag) => !listed.has(tag)) as Tag[];
  await forgetTags(db, registry, repository, gone);
  const added = tags.filter((tag) => !known.has(tag));
  await storeTagRows(
    db,
    registry,
    repository,
    added.map((tag) => ({ tag, digest: null, summary: null, problem: null })),
    now,
  );
  return gone.length > 0 || added.length > 0;
}

/** Forgets tags that the registry lists no longer. */
export async function forgetTags(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  tags: readonly Tag[],
): Promise<void> {
  for (const some of chunks(tags, rowsAtOnce)) {
    await db
      .deleteFrom("index_tags")
      .where("registry", "=", registry)
      .where("repository", "=", repository)
      .where("tag", "in", some)
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

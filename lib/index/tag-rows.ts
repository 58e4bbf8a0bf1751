import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { attachedTag } from "#lib/oci/attached.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { tagSortKey } from "#lib/oci/tag-order.ts";
import { chunks, rowsAtOnce } from "./chunks.ts";
import { summaryOfRow } from "./manifest-facts.ts";
import { platformKey, storePlatformSets } from "./platform-sets.ts";
import { storedProblem } from "./problem.ts";
import { storeSearchNames } from "./search/store-names.ts";
import { storePlaces } from "./search/store-places.ts";
import { markForRecount } from "./sizes/marks.ts";
import type { TagRow } from "./types.ts";

export const dayInMilliseconds = 86_400_000;

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
  const platforms = rows.flatMap(({ summary }) => (summary === null ? [] : [summary.platforms]));
  await storePlatformSets(db, platforms);
  if (rows.length > 0) await markForRecount(db, registry, repository);
  for (const some of chunks(rows, rowsAtOnce)) {
    await db
      .insertInto("index_tags")
      .values(
        some.map(({ tag, digest, summary, problem }) => ({
          registry,
          repository,
          tag,
          digest,
          seen_at: now,
          first_seen_at: now,
          moved_at: null,
          problem_code: problem?.code ?? null,
          problem_message: problem?.message ?? null,
          sort_key: tagSortKey(tag),
          attached: attachedTag(tag) === undefined ? 0 : 1,
          kind: summary?.kind ?? null,
          media_type: summary?.mediaType ?? null,
          artifact_type: summary?.artifactType ?? null,
          platform_key: summary === null ? null : platformKey(summary.platforms),
          size: summary?.size ?? null,
          created_at: instant(summary?.created ?? null),
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
          kind: asRead("kind"),
          media_type: asRead("media_type"),
          artifact_type: asRead("artifact_type"),
          platform_key: asRead("platform_key"),
          size: asRead("size"),
          created_at: asRead("created_at"),
        })),
      )
      .execute();
    await storePlaces(
      db,
      registry,
      repository,
      some.map(({ digest }) => digest).filter((digest) => digest !== null),
    );
  }
  await storeSearchNames(
    db,
    "tag",
    rows.map(({ tag }) => tag),
  );
}

/** What was known of the manifest stays known as long as the tag may still be on it and nothing newer was read. */
function asRead<Value>(column: string) {
  return sql<Value>`case
    when excluded.kind is not null or excluded.digest <> index_tags.digest or excluded.problem_code = 'MANIFEST_UNKNOWN'
    then excluded.${sql.ref(column)} else index_tags.${sql.ref(column)} end`;
}

/** Milliseconds since 1970; null for none. Reproducible builds date their images 1970 or before: no date either. */
function instant(created: string | null): number | null {
  const milliseconds = created === null ? Number.NaN : Date.parse(created);
  return milliseconds > dayInMilliseconds ? milliseconds : null;
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
  if (tags.length > 0) await markForRecount(db, registry, repository);
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

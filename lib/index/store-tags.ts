import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { attachedTag } from "#lib/oci/attached.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { tagSortKey } from "#lib/oci/tag-order.ts";
import { chunks, rowsAtOnce } from "./chunks.ts";
import { platformKey, storePlatformSets } from "./platform-sets.ts";
import { storeSearchNames } from "./search/store-names.ts";
import { storePlaces, storeTagPlaces } from "./search/store-places.ts";
import { storeSpans } from "./search/store-spans.ts";
import { markChanged, markForRecount } from "./sizes/marks.ts";
import type { TagRow } from "./types.ts";
import { storeLeftByTags } from "./untagged.ts";

export const dayInMilliseconds = 86_400_000;

/**
 * Keeps what the registry said of some tags just now, each named once. Where it said the same as before, only that it did: the
 * repository stays as it was counted and remembered.
 */
export async function storeTagRows(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  rows: readonly TagRow[],
  now: number,
): Promise<void> {
  // In one order, so that of two who look at the same tags neither waits for the other for ever.
  const ordered = rows.toSorted((one, other) => (one.tag < other.tag ? -1 : 1));
  for (const some of chunks(ordered, rowsAtOnce)) {
    const values = some.map((row) => ({ registry, repository, ...columnsOf(row, now) }));
    const before = await storedTags(
      db,
      registry,
      repository,
      some.map(({ tag }) => tag),
    );
    const changed = new Set<string>(
      values.filter((row) => isNews(before.get(row.tag), row)).map(({ tag }) => tag),
    );
    const news = some.filter(({ tag }) => changed.has(tag));
    await storeLeftByTags(db, registry, repository, left(before, values), now);
    await storePlatformSets(
      db,
      news.flatMap(({ summary }) => (summary === null ? [] : [summary.platforms])),
    );
    // What an uncounted image lacked may be known by now, whatever its row says.
    const uncounted = [...before.values()].some(({ digest, counted }) => digest !== null && counted === null);
    if (news.length > 0) await markChanged(db, registry, repository);
    else if (uncounted) await markForRecount(db, registry, repository);
    await db
      .insertInto("index_tags")
      .values(values)
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
    await storeSpans(
      db,
      registry,
      repository,
      values.filter(({ tag }) => changed.has(tag)),
    );
    await storePlaces(
      db,
      registry,
      repository,
      news.flatMap(({ digest }) => digest ?? []),
    );
    await storeTagPlaces(
      db,
      registry,
      repository,
      some.flatMap(({ tag }) => (before.has(tag) ? [] : tag)),
    );
    await storeSearchNames(
      db,
      "tag",
      news.map(({ tag }) => tag),
    );
  }
}

type Columns = Omit<Schema["index_tags"], "registry" | "repository">;

/** What is kept of tags, by tag, and whether the images that they are on are counted. */
async function storedTags(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  tags: readonly Tag[],
): Promise<Map<string, Columns & { readonly counted: string | null }>> {
  const rows = await db
    .selectFrom("index_tags")
    .leftJoin("index_images", (join) =>
      join
        .onRef("index_images.registry", "=", "index_tags.registry")
        .onRef("index_images.repository", "=", "index_tags.repository")
        .onRef("index_images.digest", "=", "index_tags.digest"),
    )
    .selectAll("index_tags")
    .select("index_images.digest as counted")
    .where("index_tags.registry", "=", registry)
    .where("index_tags.repository", "=", repository)
    .where("index_tags.tag", "in", tags)
    .execute();
  return new Map(rows.map((row) => [row.tag, row]));
}

function columnsOf({ tag, digest, summary, problem }: TagRow, now: number): Columns {
  return {
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
  };
}

const problemColumns = ["problem_code", "problem_message"] as const;
const manifestColumns = [
  "kind",
  "media_type",
  "artifact_type",
  "platform_key",
  "size",
  "created_at",
] as const;

/** The digests that tags are on no longer, and which may be in the repository all the same. */
function left(before: ReadonlyMap<string, Columns>, rows: readonly Columns[]) {
  return rows.flatMap(({ tag, digest }) => {
    const former = before.get(tag)?.digest ?? null;
    if (digest === null || former === null || former === digest) return [];
    return [{ digest: former as Digest, tag: tag as Tag }];
  });
}

/** Whether a row that is kept comes out otherwise than it was. */
function isNews(before: Columns | undefined, row: Columns): boolean {
  if (before === undefined) return true;
  const differs = (column: keyof Columns) => before[column] !== row[column];
  // What was not read, or not asked for, stays as it was, unless the manifest is gone.
  const gone = row.problem_code === "MANIFEST_UNKNOWN";
  return (
    problemColumns.some(differs) ||
    ((gone || row.digest !== null) && differs("digest")) ||
    ((gone || row.kind !== null) && manifestColumns.some(differs))
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
  if (tags.length > 0) await markChanged(db, registry, repository);
  for (const some of chunks(tags, rowsAtOnce)) {
    const rows = await db
      .deleteFrom("index_tags")
      .where("registry", "=", registry)
      .where("repository", "=", repository)
      .where("tag", "in", some)
      .returning(["tag", "digest"])
      .execute();
    // The tag is gone; whether the registry deleted what it was on too, only asking for that tells.
    await storeLeftByTags(
      db,
      registry,
      repository,
      rows.flatMap(({ tag, digest }) =>
        digest === null ? [] : [{ digest: digest as Digest, tag: tag as Tag }],
      ),
      Date.now(),
    );
  }
}

import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { Tag } from "#lib/oci/reference.ts";
import { tagFilter } from "#lib/oci/tag-filter.ts";
import { storedPlatforms } from "./platform-sets.ts";
import { storedProblem } from "./problem.ts";
import { revisionOf } from "./revision.ts";
import { tagsOnDigests } from "./same-digest.ts";
import type { TableRow, TagWindow } from "./table-types.ts";
import { chosenTags, inPart, partInOrder, rememberedFor, type TagQuery, tagsInOrder } from "./tag-query.ts";
import { remembered } from "./view-cache.ts";

/** Which rows of a table are wanted. */
export interface WindowRequest {
  /** The place of the first one, from 0. */
  readonly offset: number;
  readonly limit: number;
  /** A tag whose place is wanted too. */
  readonly place?: Tag | undefined;
}

/**
 * Some rows of a table of tags as they were last seen, and how many there are: no request to the registry.
 *
 * The database sorts, narrows and cuts, so that the cost is that of the rows wanted and of counting the others; a filter by
 * name reads the names alone.
 */
export async function tagWindow(
  db: Kysely<Schema>,
  query: TagQuery,
  { offset, limit, place }: WindowRequest,
): Promise<TagWindow> {
  // Read first: the rows are at least as new.
  const revision = await revisionOf(db, query.registry, query.repository);
  const filter = tagFilter(query.view.filter);
  const named = filter.ok && filter.kind !== "everything";
  const names = named || place !== undefined ? await tagsInOrder(db, query) : null;
  const [{ all, attached }, total, rows] = [
    await countAll(db, query),
    names?.length ?? (await countChosen(db, query)),
    named && names !== null
      ? await rowsOf(db, query, names.slice(offset, offset + limit))
      : await rowsAt(db, query, offset, limit),
  ];
  const found = place === undefined || names === null ? -1 : names.indexOf(place);
  return {
    offset,
    total,
    all: query.view.attached ? all : all - attached,
    attached,
    rows: await withTwins(db, query, rows),
    place: found === -1 ? null : found,
    filterProblem: filter.ok ? null : filter.code,
    now: query.now,
    revision,
  };
}

interface Counts {
  readonly all: number;
  readonly attached: number;
}

function countAll(db: Kysely<Schema>, query: TagQuery): Promise<Counts> {
  const { registry, repository } = query;
  return remembered(db, registry, repository, "all", () => findAll(db, query));
}

async function findAll(db: Kysely<Schema>, { registry, repository }: TagQuery): Promise<Counts> {
  const { all, attached } = await db
    .selectFrom("index_tags")
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .select(({ fn }) => [
      fn.countAll<number | bigint>().as("all"),
      fn.sum<number | bigint | null>("attached").as("attached"),
    ])
    .executeTakeFirstOrThrow();
  return { all: Number(all), attached: Number(attached ?? 0) };
}

function countChosen(db: Kysely<Schema>, query: TagQuery): Promise<number> {
  return rememberedFor(db, query, "count", async () => {
    const { count } = await chosenTags(db, query)
      .select(({ fn }) => fn.countAll<number | bigint>().as("count"))
      .executeTakeFirstOrThrow();
    return Number(count);
  });
}

const shownColumns = [
  "tag",
  "digest",
  "problem_code",
  "problem_message",
  "first_seen_at",
  "moved_at",
  "kind",
  "media_type",
  "artifact_type",
  "platform_key",
  "size",
  "created_at",
] as const;

type StoredRow = Pick<Schema["index_tags"], (typeof shownColumns)[number]>;

/** Rows from a place on, out of the first part of the table and then the last. */
async function rowsAt(
  db: Kysely<Schema>,
  query: TagQuery,
  offset: number,
  limit: number,
): Promise<StoredRow[]> {
  const first = await partInOrder(db, query, "first")
    .select(shownColumns)
    .limit(limit)
    .offset(offset)
    .execute();
  if (first.length === limit) return first;
  // How many the first part has is only needed here.
  const before = first.length > 0 || offset === 0 ? offset + first.length : await countFirst(db, query);
  const last = await partInOrder(db, query, "last")
    .select(shownColumns)
    .limit(limit - first.length)
    .offset(Math.max(0, offset + first.length - before))
    .execute();
  return [...first, ...last];
}

function countFirst(db: Kysely<Schema>, query: TagQuery): Promise<number> {
  return rememberedFor(db, query, "first part", async () => {
    const { count } = await chosenTags(db, query)
      .where(inPart(query.view.sort, "first"))
      .select(({ fn }) => fn.countAll<number | bigint>().as("count"))
      .executeTakeFirstOrThrow();
    return Number(count);
  });
}

/** The rows of these tags, in their order. */
async function rowsOf(db: Kysely<Schema>, query: TagQuery, tags: readonly Tag[]): Promise<StoredRow[]> {
  if (tags.length === 0) return [];
  const rows = await chosenTags(db, query).where("tag", "in", tags).select(shownColumns).execute();
  const byTag = new Map(rows.map((row) => [row.tag, row]));
  return tags.flatMap((tag) => byTag.get(tag) ?? []);
}

async function withTwins(
  db: Kysely<Schema>,
  { registry, repository }: TagQuery,
  rows: readonly StoredRow[],
): Promise<TableRow[]> {
  // Checked when they came from the registry.
  const digests = rows.flatMap(({ digest }) => (digest === null ? [] : [digest as Digest]));
  const keys = rows.flatMap(({ platform_key }) => (platform_key === null ? [] : [platform_key]));
  const [twins, platforms] = [
    await tagsOnDigests(db, registry, repository, digests),
    await storedPlatforms(db, keys),
  ];
  return rows.map((row) => ({
    tag: row.tag as Tag,
    digest: row.digest as Digest | null,
    summary: summaryOf(row, platforms),
    problem: storedProblem(row.problem_code, row.problem_message),
    twins: row.digest === null ? null : (twins.get(row.digest as Digest) ?? null),
    firstSeenAt: Number(row.first_seen_at ?? 0),
    movedAt: row.moved_at === null ? null : Number(row.moved_at),
  }));
}

function summaryOf(row: StoredRow, platforms: ReadonlyMap<string, readonly string[]>): TableRow["summary"] {
  if (row.kind === null || row.media_type === null) return null;
  return {
    kind: row.kind as NonNullable<TableRow["summary"]>["kind"],
    mediaType: row.media_type,
    artifactType: row.artifact_type,
    platforms: platforms.get(row.platform_key ?? "") ?? [],
    size: row.size === null ? null : Number(row.size),
    created: row.created_at === null ? null : new Date(Number(row.created_at)).toISOString(),
  };
}

import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { RegistryError } from "#lib/registry/error.ts";
import { getManifest, headManifest } from "#lib/registry/manifests.ts";
import { listTags } from "#lib/registry/tags.ts";
import type { IndexContext } from "./context.ts";
import { readEntries } from "./entries/read-entries.ts";
import { enterRepositories } from "./entries/store-entries.ts";
import type { Reading, ReadSummary } from "./facts.ts";
import { inCompletionOrder } from "./in-completion-order.ts";
import { pacedRegistry } from "./paced-registry.ts";
import { problemOfOne } from "./problem.ts";
import { openReader, type Reader, readSummary, storeReadings } from "./reading.ts";
import { forgetRepositories, storeRepositoryList } from "./repository-rows.ts";
import { forgetTags, storeTagList, storeTagRows } from "./store-tags.ts";
import type { TagsEvent } from "./table-types.ts";
import { danglingTags, unreadTags } from "./tag-rows.ts";
import type { TagRow } from "./types.ts";

/** Tags that are read at a time while a table fills; the registry’s pace may allow less. */
const concurrency = 64;

/** How hard a registry is asked that nothing is known of: it gets more as it bears it, and less as soon as it says so. */
const firstPace = { first: 32, most: concurrency };

/** Tags asked for at a time where a person looks at them. */
const verifiedAtOnce = 16;

/**
 * Rows are handed on together when this much time has passed, so that a page is not told 2,000 times, and a transaction keeps
 * many. In milliseconds.
 */
const batchInterval = 250;

/**
 * Brings the tags of a repository up to date: the registry's own list, then each tag not read before.
 *
 * Tags that are known are not asked for again here; {@link verifyTags} does that for those a person looks at.
 *
 * @throws {RegistryError} where the list itself cannot be read; `NAME_UNKNOWN` where the registry has no such repository,
 *   which is then forgotten.
 */
export async function* refreshTags(
  context: IndexContext,
  repository: RepositoryName,
): AsyncGenerator<TagsEvent, void, void> {
  const { db, registry } = context;
  const slug = registry.endpoint.slug;
  const tags = await currentTags(context, repository);
  const changed = await db.transaction().execute(async (transaction) => {
    const now = Date.now();
    const news = await storeTagList(transaction, slug, repository, tags, now);
    await storeRepositoryList(transaction, slug, repository, now, null, news);
    return news;
  });
  // One that no catalog has named stands in the tree at once, and not only when it is counted.
  if ((await readEntries(db, slug, [repository])).size === 0) await enterRepositories(db, slug, [repository]);
  // What a person sees first is read first.
  const unread = await unreadTags(db, slug, repository);
  yield { type: "listed", tags: tags.length, unread: unread.length, changed };

  const reader = openReader({ ...context, registry: pacedRegistry(registry, firstPace).registry });
  const reads = inCompletionOrder(unread, concurrency, (tag) => readTag(reader, repository, tag));
  for await (const rows of stored(context, repository, reader, reads)) yield { type: "rows", rows };
  if (changed || unread.length > 0) context.changed?.(repository);
  yield { type: "done" };
}

async function currentTags(context: IndexContext, repository: RepositoryName): Promise<Tag[]> {
  const { db, registry, signal } = context;
  try {
    return await listTags(registry, repository, { signal });
  } catch (error) {
    if (error instanceof RegistryError && error.code === "NAME_UNKNOWN") {
      await forgetRepositories(db, registry.endpoint.slug, [repository]);
    }
    throw error;
  }
}

/**
 * Asks the registry where tags point right now, and reads what is new behind them.
 *
 * A tag that is gone comes back with the problem `MANIFEST_UNKNOWN` and is forgotten, unless that was its problem before: then
 * the registry lists it with nothing behind it, and only its list can say that it went.
 */
export async function verifyTags(
  context: IndexContext,
  repository: RepositoryName,
  tags: readonly Tag[],
): Promise<TagRow[]> {
  const { db, registry } = context;
  const dangling = await danglingTags(db, registry.endpoint.slug, repository);
  const reader = openReader(context);
  const reads = inCompletionOrder(tags, verifiedAtOnce, (tag) => readWherePointed(reader, repository, tag));
  const rows: TagRow[] = [];
  for await (const some of stored(context, repository, reader, reads)) rows.push(...some);
  const gone = rows.filter(
    ({ tag, digest, problem }) =>
      digest === null && problem?.code === "MANIFEST_UNKNOWN" && !dangling.has(tag),
  );
  await forgetTags(
    db,
    registry.endpoint.slug,
    repository,
    gone.map(({ tag }) => tag),
  );
  return rows;
}

/** A row as it was read, with what is to be kept of the manifest behind it. */
interface ReadRow {
  readonly row: TagRow;
  readonly reading: Reading | null;
}

/** Reads a tag of which nothing is known: its manifest comes at once, which saves asking where it points. */
function readTag(reader: Reader, repository: RepositoryName, tag: Tag): Promise<ReadRow> {
  const { registry, signal } = reader.context;
  return readRow(tag, async () => {
    const fetched = await getManifest(registry, repository, tag, { signal });
    return { digest: fetched.digest, read: () => readSummary(reader, repository, fetched.digest, fetched) };
  });
}

/** Asks where a tag points, and reads what is there unless it is known. */
function readWherePointed(reader: Reader, repository: RepositoryName, tag: Tag): Promise<ReadRow> {
  const { registry, signal } = reader.context;
  return readRow(tag, async () => {
    const { digest } = await headManifest(registry, repository, tag, { signal });
    return { digest, read: () => readSummary(reader, repository, digest) };
  });
}

async function readRow(
  tag: Tag,
  find: () => Promise<{ readonly digest: Digest; readonly read: () => Promise<ReadSummary> }>,
): Promise<ReadRow> {
  let digest: TagRow["digest"] = null;
  try {
    const found = await find();
    digest = found.digest;
    const { summary, reading } = await found.read();
    return { row: { tag, digest, summary, problem: null }, reading };
  } catch (error) {
    return { row: { tag, digest, summary: null, problem: problemOfOne(error) }, reading: null };
  }
}

/** Keeps rows as they come, many in one transaction, and hands on what is kept. */
async function* stored(
  { db, registry }: IndexContext,
  repository: RepositoryName,
  reader: Reader,
  reads: AsyncIterable<ReadRow>,
): AsyncGenerator<TagRow[], void, void> {
  for await (const batch of inBatches(reads)) {
    const rows = batch.map(({ row }) => row);
    await db.transaction().execute(async (transaction) => {
      await storeReadings(
        transaction,
        reader,
        batch.map(({ reading }) => reading),
      );
      await storeTagRows(transaction, registry.endpoint.slug, repository, rows, Date.now());
    });
    yield rows;
  }
}

/** Gathers what arrives within {@link batchInterval}; the first one is handed on at once. */
async function* inBatches<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item[], void, void> {
  let batch: Item[] = [];
  let handedOn = 0;
  for await (const item of items) {
    batch.push(item);
    if (Date.now() - handedOn < batchInterval) continue;
    yield batch;
    batch = [];
    handedOn = Date.now();
  }
  if (batch.length > 0) yield batch;
}

import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { RegistryError } from "#lib/registry/error.ts";
import { headManifest } from "#lib/registry/manifests.ts";
import { listTags } from "#lib/registry/tags.ts";
import type { IndexContext } from "./context.ts";
import { inCompletionOrder } from "./in-completion-order.ts";
import { problemOf } from "./problem.ts";
import { forgetRepositories, storeRepositoryList } from "./repository-rows.ts";
import { summaryByDigest } from "./summaries.ts";
import { forgetTags, storedTagRows, storeTagRow } from "./tag-rows.ts";
import type { TagRow, TagTableEvent } from "./types.ts";

/** Requests to one registry at a time while a table fills. */
const concurrency = 16;

/** Rows are handed on together when this much time has passed, so that a page is not told 2,000 times. In milliseconds. */
const batchInterval = 100;

/**
 * The tag table of a repository: what is known at once, then the registry's own list, then each tag not read before.
 *
 * Tags that are known are not asked for again here; {@link verifyTags} does that for those a person looks at.
 *
 * @throws {RegistryError} where the list itself cannot be read, after the `known` event; `NAME_UNKNOWN` where the
 *   registry has no such repository, which is then forgotten.
 */
export async function* refreshTags(
  context: IndexContext,
  repository: RepositoryName,
): AsyncGenerator<TagTableEvent, void, void> {
  const { db, registry } = context;
  const slug = registry.endpoint.slug;
  const known = await storedTagRows(db, slug, repository);
  yield { type: "known", rows: known };

  const tags = await currentTags(context, repository);
  yield { type: "tags", tags };
  await storeRepositoryList(db, slug, repository, Date.now());
  const listed = new Set(tags);
  await forgetTags(
    db,
    slug,
    repository,
    known.map(({ tag }) => tag).filter((tag) => !listed.has(tag)),
  );

  const read = new Set(known.filter(({ summary }) => summary !== null).map(({ tag }) => tag));
  const unread = tags.filter((tag) => !read.has(tag));
  for await (const rows of inBatches(readRows(context, repository, unread))) yield { type: "rows", rows };
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
 * A tag that is gone comes back with the problem `MANIFEST_UNKNOWN` and is forgotten.
 */
export async function verifyTags(
  context: IndexContext,
  repository: RepositoryName,
  tags: readonly Tag[],
): Promise<TagRow[]> {
  const { db, registry } = context;
  const rows: TagRow[] = [];
  for await (const row of readRows(context, repository, tags)) rows.push(row);
  const gone = rows.filter(({ digest, problem }) => digest === null && problem?.code === "MANIFEST_UNKNOWN");
  await forgetTags(
    db,
    registry.endpoint.slug,
    repository,
    gone.map(({ tag }) => tag),
  );
  return rows;
}

async function* readRows(
  context: IndexContext,
  repository: RepositoryName,
  tags: readonly Tag[],
): AsyncGenerator<TagRow, void, void> {
  for await (const row of inCompletionOrder(tags, concurrency, (tag) => readRow(context, repository, tag))) {
    await storeTagRow(context.db, context.registry.endpoint.slug, repository, row, Date.now());
    yield row;
  }
}

async function readRow(context: IndexContext, repository: RepositoryName, tag: Tag): Promise<TagRow> {
  let digest: TagRow["digest"] = null;
  try {
    ({ digest } = await headManifest(context.registry, repository, tag, { signal: context.signal }));
    return { tag, digest, summary: await summaryByDigest(context, repository, digest), problem: null };
  } catch (error) {
    return { tag, digest, summary: null, problem: problemOf(error) };
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

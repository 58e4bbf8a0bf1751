import { setTimeout as delay } from "node:timers/promises";
import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { IndexContext } from "#lib/index/context.ts";
import { openIndex } from "#lib/index/open-index.ts";
import { readRepository } from "#lib/index/read-repository.ts";
import { verifyTags } from "#lib/index/refresh-tags.ts";
import { storeRepositories } from "#lib/index/repository-rows.ts";
import { storedTagsOnDigest } from "#lib/index/tag-rows.ts";
import { writeDown } from "#lib/jobs/write-down.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { RegistryError } from "#lib/registry/error.ts";
import { SettingsError } from "#lib/settings/settings-error.ts";
import { announce } from "./announce.ts";
import type { ActivityEvent } from "./store-events.ts";

/** What is to be asked for in one repository, each once however many events name it. */
interface Due {
  /** Each with where it was pointed last. */
  readonly pushed: Map<Tag, Digest>;
  readonly deleted: Set<Tag>;
  readonly digests: Set<Digest>;
}

interface Queue {
  readonly due: Map<RepositoryName, Due>;
  running: Promise<void> | undefined;
}

/**
 * distribution (2.8.2) tells of a manifest when it has it, and only then points the tag at it. A tag that is not yet where
 * it was told to be is asked for again after these pauses, in milliseconds.
 */
const pauses = [50, 250, 1_000, 3_000];

/** By registry: one repository at a time, in which `verifyTags` bounds the requests. */
const queues = new Map<string, Queue>();

/**
 * Has the index follow what a registry told of, in the background: pushed tags are read, deleted ones asked for again. Then
 * open pages are told. What cannot be read now is left to the next sync.
 *
 * @returns when all that is due in that registry was done, for whoever waits.
 */
export function followEvents(registry: string, events: readonly ActivityEvent[]): Promise<void> {
  const queue = queues.get(registry) ?? { due: new Map(), running: undefined };
  queues.set(registry, queue);
  for (const event of events) add(queue, event);
  queue.running ??= work(registry, queue);
  return queue.running;
}

function add({ due }: Queue, event: ActivityEvent): void {
  const { repository } = event;
  // A manifest that is pushed without a tag is in no list: it is one platform's, or attached to another.
  if (event.action === "push" && event.tag === null) return;
  const own = due.get(repository) ?? { pushed: new Map(), deleted: new Set(), digests: new Set() };
  due.set(repository, own);
  // Of a tag, what was told last counts.
  if (event.action === "push") {
    if (event.tag === null) return;
    own.pushed.set(event.tag, event.digest);
    own.deleted.delete(event.tag);
  } else if (event.tag !== null) {
    own.deleted.add(event.tag);
    own.pushed.delete(event.tag);
  } else {
    own.digests.add(event.digest);
    for (const [tag, digest] of own.pushed) {
      if (digest !== event.digest) continue;
      own.deleted.add(tag);
      own.pushed.delete(tag);
    }
  }
}

/** Whether something newer was told of a tag that was pushed. */
function isDueAgain(due: Due | undefined, tag: Tag, digest: Digest | undefined): boolean {
  if (due === undefined) return false;
  return due.pushed.has(tag) || due.deleted.has(tag) || (digest !== undefined && due.digests.has(digest));
}

async function work(registry: string, queue: Queue): Promise<void> {
  const { due } = queue;
  // So that `running` is set before this could end.
  await Promise.resolve();
  for (let [next] = due; next !== undefined; [next] = due) {
    const [repository, own] = next;
    // Whatever is told from here on is asked for again.
    due.delete(repository);
    try {
      const { context } = await openIndex(registry);
      await followIn(context, repository, own, (tag) =>
        isDueAgain(due.get(repository), tag, own.pushed.get(tag)),
      );
    } catch (error) {
      if (error instanceof RegistryError || error instanceof SettingsError) continue;
      writeDown(`Following the notifications of ${registry}`, error);
    }
  }
  // In the same breath as the last look into `due`: what is added from here on begins anew.
  queue.running = undefined;
}

async function followIn(
  context: IndexContext,
  repository: RepositoryName,
  { pushed, deleted, digests }: Due,
  isOutdated: (tag: Tag) => boolean,
): Promise<void> {
  const { db, registry } = context;
  const { slug } = registry.endpoint;
  for (const digest of digests) {
    for (const tag of await storedTagsOnDigest(db, slug, repository, digest)) deleted.add(tag);
  }
  await verifyTags(context, repository, [...deleted]);
  await readPushed(context, repository, pushed, isOutdated);
  if (pushed.size > 0 && !(await wasListed(db, slug, repository))) {
    await storeRepositories(db, slug, [repository]);
    await readRepository(context, repository);
  }
  if (deleted.size > 0 || digests.size > 0) {
    await announce(db, { registry: slug, repository, action: "delete", tags: [...deleted] });
  }
  if (pushed.size > 0)
    await announce(db, { registry: slug, repository, action: "push", tags: [...pushed.keys()] });
}

/** Reads pushed tags, and those that do not point where they were told to again until they do. */
async function readPushed(
  context: IndexContext,
  repository: RepositoryName,
  pushed: ReadonlyMap<Tag, Digest>,
  isOutdated: (tag: Tag) => boolean,
): Promise<void> {
  let missing = [...pushed.keys()];
  for (const pause of [0, ...pauses]) {
    if (missing.length === 0) return;
    if (pause > 0) await delay(pause);
    const rows = await verifyTags(context, repository, missing);
    const there = new Set(rows.filter(({ tag, digest }) => digest === pushed.get(tag)).map(({ tag }) => tag));
    missing = missing.filter((tag) => !there.has(tag) && !isOutdated(tag));
  }
}

/** Whether the tags of a repository were ever listed; if not, there may be more than those pushed now. */
async function wasListed(db: Kysely<Schema>, registry: string, repository: RepositoryName): Promise<boolean> {
  const row = await db
    .selectFrom("index_repositories")
    .select("tags_read_at")
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .executeTakeFirst();
  return row !== undefined && row.tags_read_at !== null;
}

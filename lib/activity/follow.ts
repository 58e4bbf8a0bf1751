import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { IndexContext } from "#lib/index/context.ts";
import { openIndex } from "#lib/index/open-index.ts";
import { readRepository } from "#lib/index/read-repository.ts";
import { verifyTags } from "#lib/index/refresh-tags.ts";
import { storeRepositories } from "#lib/index/repository-rows.ts";
import { storedTagsOnDigest } from "#lib/index/tag-rows.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { RegistryError } from "#lib/registry/error.ts";
import { SettingsError } from "#lib/settings/settings-error.ts";
import { announce } from "./announce.ts";
import type { ActivityEvent } from "./store-events.ts";

/** What is to be asked for in one repository, each once however many events name it. */
interface Due {
  readonly pushed: Set<Tag>;
  readonly deleted: Set<Tag>;
  readonly digests: Set<Digest>;
}

interface Queue {
  readonly due: Map<RepositoryName, Due>;
  running: Promise<void> | undefined;
}

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

function add({ due }: Queue, { repository, action, tag, digest }: ActivityEvent): void {
  // A manifest that is pushed without a tag is in no list: it is one platform's, or attached to another.
  if (action === "push" && tag === null) return;
  const own = due.get(repository) ?? { pushed: new Set(), deleted: new Set(), digests: new Set() };
  due.set(repository, own);
  if (tag !== null) own[action === "push" ? "pushed" : "deleted"].add(tag);
  else if (digest !== null) own.digests.add(digest);
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
      await followIn(context, repository, own);
    } catch (error) {
      if (error instanceof RegistryError || error instanceof SettingsError) continue;
      const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.stderr.write(`Following the notifications of ${registry} failed: ${told}\n`);
    }
  }
  // In the same breath as the last look into `due`: what is added from here on begins anew.
  queue.running = undefined;
}

async function followIn(
  context: IndexContext,
  repository: RepositoryName,
  { pushed, deleted, digests }: Due,
): Promise<void> {
  const { db, registry } = context;
  const { slug } = registry.endpoint;
  for (const digest of digests) {
    for (const tag of await storedTagsOnDigest(db, slug, repository, digest)) deleted.add(tag);
  }
  if (pushed.size > 0 && !(await wasListed(db, slug, repository))) {
    await storeRepositories(db, slug, [repository]);
    await readRepository(context, repository);
  } else {
    await verifyTags(context, repository, [...new Set([...pushed, ...deleted])]);
  }
  if (deleted.size > 0 || digests.size > 0) {
    await announce(db, { registry: slug, repository, action: "delete", tags: [...deleted] });
  }
  if (pushed.size > 0) await announce(db, { registry: slug, repository, action: "push", tags: [...pushed] });
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

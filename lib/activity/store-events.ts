import type { Kysely, Transaction } from "kysely";
import { exclusively } from "#lib/db/exclusively.ts";
import { firstIdAt, nextId } from "#lib/db/next-ids.ts";
import type { Schema } from "#lib/db/schema.ts";
import { storeManifestDeleted, storeUntagged } from "#lib/index/untagged.ts";
import { countPull } from "./pulls.ts";
import type { ActivityAction, RegistryEvent } from "./types.ts";

/** A push or a deletion. */
export type ActivityEvent = Extract<RegistryEvent, { action: ActivityAction }>;

/** Between pointing a tag at its placeholder and deleting that, Stowage waits for nothing. In milliseconds. */
const placeholderLife = 60_000;

/**
 * Keeps what a registry told: pushes and deletions as activity, pulls as counts. An event that was delivered before changes
 * nothing.
 *
 * Stowage's own requests are no pulls. What it pushes is kept, since it is in the registry; but not the placeholder that a
 * tag is pointed at before it is deleted.
 *
 * @param now milliseconds since 1970.
 * @returns the pushes and deletions that were new.
 */
export async function storeEvents(
  db: Kysely<Schema>,
  registry: string,
  events: readonly RegistryEvent[],
  now: number,
): Promise<readonly ActivityEvent[]> {
  if (events.length === 0) return [];
  return exclusively(db, "activity", async (transaction) => {
    const fresh = await notSeenBefore(transaction, registry, events, now);
    let id = await nextId(transaction, "activity", now);
    const kept: ActivityEvent[] = [];
    for (const event of fresh) {
      if (event.action === "pull") {
        if (!isStowage(event)) await countPull(transaction, registry, event);
        continue;
      }
      kept.push(event);
      await keepInMind(transaction, registry, event, now);
      if (await wasPlaceholder(transaction, registry, event, now)) continue;
      await transaction
        .insertInto("activity")
        .values({
          id,
          registry,
          at: event.at,
          action: event.action,
          repository: event.repository,
          tag: event.tag,
          digest: event.digest,
          actor: event.origin.actor,
          address: event.origin.address,
          user_agent: event.origin.userAgent,
        })
        .execute();
      id += 1;
    }
    await transaction
      .updateTable("activity_endpoints")
      .set(({ eb }) => ({ received: eb("received", "+", fresh.length), received_at: now }))
      .where("registry", "=", registry)
      .execute();
    return kept;
  });
}

async function notSeenBefore(
  transaction: Transaction<Schema>,
  registry: string,
  events: readonly RegistryEvent[],
  now: number,
): Promise<readonly RegistryEvent[]> {
  const byId = new Map(events.map((event) => [event.id, event]));
  const fresh: RegistryEvent[] = [];
  for (const [event_id, event] of byId) {
    const seen = await transaction
      .insertInto("activity_seen")
      .values({ registry, event_id, seen_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .returning("event_id")
      .executeTakeFirst();
    if (seen !== undefined) fresh.push(event);
  }
  return fresh;
}

/** What is pushed may be there without a tag, now or later; what is deleted by its digest is not. */
async function keepInMind(
  transaction: Transaction<Schema>,
  registry: string,
  { action, repository, digest }: ActivityEvent,
  now: number,
): Promise<void> {
  if (digest === null) return;
  if (action === "push") await storeUntagged(transaction, registry, repository, [digest], now);
  else await storeManifestDeleted(transaction, registry, repository, digest);
}

/** Whether Stowage itself did it; see lib/registry/transport.ts for what it calls itself. */
function isStowage({ origin }: RegistryEvent): boolean {
  return /^stowage\b/.test(origin.userAgent ?? "");
}

/** Whether an event deletes what Stowage pushed for that alone a moment ago; that push is then forgotten. */
async function wasPlaceholder(
  transaction: Transaction<Schema>,
  registry: string,
  event: ActivityEvent,
  now: number,
): Promise<boolean> {
  if (event.action !== "delete" || event.digest === null || !isStowage(event)) return false;
  const { numDeletedRows } = await transaction
    .deleteFrom("activity")
    .where("registry", "=", registry)
    .where("repository", "=", event.repository)
    .where("id", ">", firstIdAt(now - placeholderLife))
    .where("action", "=", "push")
    .where("digest", "=", event.digest)
    .where("user_agent", "=", event.origin.userAgent)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

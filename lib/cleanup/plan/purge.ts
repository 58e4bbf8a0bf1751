import type { Kysely } from "kysely";
import { database } from "#lib/db/database.ts";
import type { Schema } from "#lib/db/schema.ts";
import { chunks, rowsAtOnce } from "#lib/index/chunks.ts";
import { repeat } from "#lib/jobs/every.ts";
import { forgetJob } from "#lib/jobs/jobs.ts";
import { planJobId, undoJobId } from "./job-ids.ts";
import { type CollectionTimes, collectionTimes, undoableUntil } from "./undo-until.ts";

const hour = 3_600_000;
const day = 24 * hour;

/** A plan that nobody keeps and nobody carried out is forgotten after this; in milliseconds. */
const unsavedFor = day;

/** A plan that was carried out is kept this long with what became of it; in milliseconds. */
const carriedOutFor = 365 * day;

/** The bytes of a manifest are kept at least this long, though it could not be put back any more; in milliseconds. */
const manifestsFor = 30 * day;

/** Past collections are kept this long; in milliseconds. */
const collectionsFor = 365 * day;

const purgeEvery = hour;

/**
 * Forgets what nobody needs any more: plans that nobody keeps or ran, after a day; those that were carried out, after a year; and
 * the bytes of manifests that cannot be put back any more, after thirty days at least.
 *
 * @param now milliseconds since 1970.
 */
export async function purgePlans(db: Kysely<Schema>, now: number): Promise<void> {
  const old = await db
    .selectFrom("cleanup_plans")
    .select("id")
    .where(({ eb, and, or }) =>
      or([
        and([eb("saved", "=", 0), eb("begun_at", "is", null), eb("made_at", "<", now - unsavedFor)]),
        and([eb("begun_at", "<", now - carriedOutFor), eb("state", "<>", "running")]),
      ]),
    )
    .execute();
  for (const { id } of old) {
    await db.transaction().execute(async (transaction) => {
      await transaction.deleteFrom("cleanup_items").where("plan", "=", id).execute();
      await transaction.deleteFrom("cleanup_plans").where("id", "=", id).execute();
      await forgetJob(transaction, planJobId(id));
      await forgetJob(transaction, undoJobId(id));
    });
  }
  await purgeManifests(db, now);
  await db
    .deleteFrom("cleanup_collections")
    .where("state", "<>", "running")
    .where("begun_at", "<", now - collectionsFor)
    .execute();
}

/** From now on, forgets what nobody needs any more, until `signal` fires. */
export function schedulePlanPurge(signal: AbortSignal): void {
  repeat({ every: purgeEvery, what: "Forgetting old plans", signal }, () =>
    purgePlans(database(), Date.now()),
  );
}

async function purgeManifests(db: Kysely<Schema>, now: number): Promise<void> {
  const rows = await db
    .selectFrom("cleanup_manifests")
    .select("digest")
    .where("kept_at", "<", now - manifestsFor)
    .execute();
  const timesOf = rememberTimes(db);
  for (const some of chunks(
    rows.map(({ digest }) => digest),
    rowsAtOnce,
  )) {
    const needed = await stillNeeded(db, some, now, timesOf);
    const gone = some.filter((digest) => !needed.has(digest));
    if (gone.length > 0) await db.deleteFrom("cleanup_manifests").where("digest", "in", gone).execute();
  }
}

/** Of some kept manifests those that a plan may still delete, or that could still be put back. */
async function stillNeeded(
  db: Kysely<Schema>,
  digests: readonly string[],
  now: number,
  timesOf: (registry: string) => Promise<CollectionTimes>,
): Promise<ReadonlySet<string>> {
  const items = await db
    .selectFrom("cleanup_items")
    .innerJoin("cleanup_plans", "cleanup_plans.id", "cleanup_items.plan")
    .select(["cleanup_items.digest", "cleanup_items.done_at", "cleanup_plans.registry"])
    .where("cleanup_items.digest", "in", digests)
    .where("cleanup_items.state", "in", ["begun", "deleted"])
    .where(({ eb, or }) =>
      or([eb("cleanup_items.undo_state", "is", null), eb("cleanup_items.undo_state", "<>", "restored")]),
    )
    .execute();
  const needed = new Set<string>();
  for (const { digest, done_at, registry } of items) {
    if (digest === null) continue;
    const until = done_at === null ? now : undoableUntil(await timesOf(registry), Number(done_at));
    if (until === "until-collected" || (until !== "collected" && until >= now)) needed.add(digest);
  }
  return needed;
}

function rememberTimes(db: Kysely<Schema>): (registry: string) => Promise<CollectionTimes> {
  const known = new Map<string, Promise<CollectionTimes>>();
  return (registry) => {
    const times = known.get(registry) ?? collectionTimes(db, registry);
    known.set(registry, times);
    return times;
  };
}

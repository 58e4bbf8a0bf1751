import type { Kysely } from "kysely";
import { firstIdAt } from "#lib/db/next-ids.ts";
import type { Schema } from "#lib/db/schema.ts";
import { repeat } from "#lib/jobs/every.ts";
import { writeDown } from "#lib/jobs/write-down.ts";
import { changesKeptFor } from "./changes.ts";
import { lookupLimit } from "./pulls.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

/** A registry that was not answered delivers again within minutes; in milliseconds. */
const seenKeptFor = 2 * day;

/** How often old rows are looked for, in milliseconds. */
const purgeEvery = 10 * minute;

/**
 * Removes activity that is older than `days`, and what is kept for a short while only. Counts of pulls stay.
 *
 * @param now milliseconds since 1970.
 */
export async function purgeActivity(db: Kysely<Schema>, days: number, now: number): Promise<void> {
  await db
    .deleteFrom("activity")
    .where("id", "<", firstIdAt(now - days * day))
    .execute();
  await db
    .deleteFrom("activity_changes")
    .where("id", "<", firstIdAt(now - changesKeptFor))
    .execute();
  await db
    .deleteFrom("activity_lookups")
    .where("looked_up_at", "<", now - lookupLimit)
    .execute();
  await db
    .deleteFrom("activity_seen")
    .where("seen_at", "<", now - seenKeptFor)
    .execute();
}

/** From now on, removes what is too old, until `signal` fires. */
export function schedulePurge(db: Kysely<Schema>, days: number, signal: AbortSignal): void {
  const what = "Removing old activity";
  const purge = () => purgeActivity(db, days, Date.now());
  purge().catch((error: unknown) => writeDown(what, error));
  repeat({ every: purgeEvery, what, signal }, purge);
}

import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { readEntries } from "../entries/read-entries.ts";
import type { GrowthDay, SpaceNumbers } from "./types.ts";

/** What a registry holds, as far as it is counted. */
export async function spaceNumbers(db: Kysely<Schema>, registry: string): Promise<SpaceNumbers> {
  const totals = await db
    .selectFrom("index_totals")
    .selectAll()
    .where("registry", "=", registry)
    .executeTakeFirst();
  const whole = (await readEntries(db, registry, [""])).get("");
  const { marked } = await db
    .selectFrom("index_recounts")
    .select(({ fn }) => fn.countAll<number>().as("marked"))
    .where("registry", "=", registry)
    .executeTakeFirstOrThrow();
  return {
    bytes: totals?.bytes ?? 0,
    sharedBytes: totals?.shared_bytes ?? 0,
    logicalBytes: totals?.logical_bytes ?? 0,
    images: totals?.images ?? 0,
    tags: totals?.tags ?? 0,
    repositories: whole?.repositories ?? 0,
    uncounted: marked,
    unread: whole?.unread ?? 0,
  };
}

/**
 * How a registry or one of its repositories grew: the days on which its size was written down, the oldest first.
 *
 * @param repository empty for the whole registry.
 * @param days at most so many, the latest.
 */
export async function growth(
  db: Kysely<Schema>,
  registry: string,
  repository: string,
  days: number,
): Promise<GrowthDay[]> {
  const rows = await db
    .selectFrom("index_sizes")
    .select(["day", "bytes", "tags"])
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .orderBy(sql`day`, "desc")
    .limit(days)
    .execute();
  return rows.reverse();
}

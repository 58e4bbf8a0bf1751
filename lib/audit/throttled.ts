import type { Kysely } from "kysely";
import { firstIdAt } from "#lib/db/next-ids.ts";
import type { Schema } from "#lib/db/schema.ts";

/** So long an address that is slowed down is written down once, in milliseconds. */
const onceIn = 60_000;

/**
 * Whether it was written a moment ago already that an address is slowed down. Attempts that are slowed cost a stranger nothing,
 * and are not to fill the log.
 *
 * @param now milliseconds since 1970.
 */
export async function wasThrottledJustNow(
  db: Kysely<Schema>,
  address: string,
  now: number,
): Promise<boolean> {
  const row = await db
    .selectFrom("audit_entries")
    .select("id")
    .where("id", ">=", firstIdAt(now - onceIn))
    .where("code", "=", "TOO_MANY_ATTEMPTS")
    .where("address", address === "" ? "is" : "=", address === "" ? null : address)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

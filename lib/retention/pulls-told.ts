import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { PullsTold } from "#lib/oci/retention/facts.ts";

/**
 * Between which instants a registry told of pulls: from when its token was made to the last event that came. Null where it has
 * no token, or none of what it told was a pull: some are set up to tell of pushes alone.
 *
 * A new token begins a new time, though pulls were told of before: whether any were lost in between is not known.
 */
export async function pullsTold(db: Kysely<Schema>, registry: string): Promise<PullsTold | null> {
  const row = await db
    .selectFrom("activity_endpoints")
    .select(["token_made_at", "received_at"])
    .where("registry", "=", registry)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("activity_pulls")
          .select("activity_pulls.reference")
          .whereRef("activity_pulls.registry", "=", "activity_endpoints.registry"),
      ),
    )
    .executeTakeFirst();
  if (row === undefined || row.token_made_at === null || row.received_at === null) return null;
  return { since: row.token_made_at, until: row.received_at };
}

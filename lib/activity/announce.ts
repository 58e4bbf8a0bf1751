import type { Kysely } from "kysely";
import { exclusively } from "#lib/db/exclusively.ts";
import { nextId } from "#lib/db/next-ids.ts";
import type { Schema } from "#lib/db/schema.ts";
import { pollNow } from "./change-feed.ts";
import type { Change } from "./types.ts";

/** Tells every page that is open, at this server and the others, what has changed in the index. */
export async function announce(db: Kysely<Schema>, change: Change): Promise<void> {
  const { registry, repository, action, tags } = change;
  await exclusively(db, "activity", async (transaction) => {
    await transaction
      .insertInto("activity_changes")
      .values({
        id: await nextId(transaction, "activity_changes", Date.now()),
        registry,
        repository,
        action,
        tags: JSON.stringify(tags),
      })
      .execute();
  });
  pollNow(db);
}

import { type Kysely, sql } from "kysely";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Schema } from "#lib/db/schema.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { storeRepositoryList } from "./repository-rows.ts";
import { markChanged, markForRecount } from "./sizes/marks.ts";
import { storeTagRows } from "./store-tags.ts";

const repository = parseRepositoryName("team/app");

let db: Kysely<Schema>;
beforeEach(() => {
  db = openTestDatabase();
});
afterEach(() => db.destroy());

/** Once a query of this database waits for another's. */
function untilOneWaits(): Promise<void> {
  return vi.waitFor(async () => {
    const { rows } = await sql`select 1 from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
    expect(rows).not.toEqual([]);
  });
}

test("a repository is listed while its tags change, and neither waits for the other for ever", async () => {
  await storeRepositoryList(db, "prod", repository, 1);
  let listing: Promise<void> | undefined;
  await db.transaction().execute(async (transaction) => {
    await markForRecount(transaction, "prod", repository);
    listing = db.transaction().execute((other) => storeRepositoryList(other, "prod", repository, 2));
    await untilOneWaits();
    await markChanged(transaction, "prod", repository);
  });
  await listing;
  expect(await db.selectFrom("index_repositories").select("tags_read_at").executeTakeFirstOrThrow()).toEqual({
    tags_read_at: 2,
  });
});

test("two who look at the same tags keep what they saw, in whichever order it came", async () => {
  const rows = Array.from({ length: 90 }, (_, place) => ({
    tag: parseTag(`v${place}`),
    digest: null,
    summary: null,
    problem: null,
  }));
  const store = (some: typeof rows, now: number) =>
    db.transaction().execute((transaction) => storeTagRows(transaction, "prod", repository, some, now));
  await store(rows, 1);
  for (let round = 2; round < 40; round += 1) {
    await Promise.all([store(rows, round), store(rows.toReversed(), round)]);
  }
  const seen = await db.selectFrom("index_tags").select("seen_at").distinct().execute();
  expect(seen).toEqual([{ seen_at: 39 }]);
});

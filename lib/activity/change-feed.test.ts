import type { Kysely } from "kysely";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Schema } from "#lib/db/schema.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { announce } from "./announce.ts";
import { listenToChanges } from "./change-feed.ts";
import { changesAfter, lastChange } from "./changes.ts";

let db: Kysely<Schema>;
let leaving: AbortController;
beforeEach(() => {
  db = openTestDatabase();
  leaving = new AbortController();
});
afterEach(async () => {
  leaving.abort();
  vi.useRealTimers();
  await db.destroy();
});

const say = (tag: string) =>
  announce(db, {
    registry: "prod",
    repository: parseRepositoryName("team/app"),
    action: "push",
    tags: [parseTag(tag)],
  });

/** The tag of the next change that is heard; undefined at the end. */
async function next(changes: ReturnType<typeof listenToChanges>): Promise<string | undefined> {
  const { value } = await changes.next();
  return value?.tags[0];
}

test("each listener hears every change from the moment it came, in order and once", async () => {
  await say("before");
  const one = listenToChanges(db, undefined, leaving.signal);
  const first = next(one);
  await vi.waitFor(async () => {
    await say("a");
    expect(await Promise.race([first, Promise.resolve("silent")])).toBe("a");
  });
  const other = listenToChanges(db, await lastChange(db), leaving.signal);
  const heard = next(other);
  await Promise.all([say("b"), say("c"), say("d")]);
  const rest = [await heard, await next(other), await next(other)];
  expect(rest.toSorted()).toEqual(["b", "c", "d"]);
  const ofOne: (string | undefined)[] = [];
  while (ofOne.filter((tag) => tag !== "a").length < 3) ofOne.push(await next(one));
  expect(ofOne.filter((tag) => tag !== "a")).toEqual(rest);
});

test("whoever comes back hears first what was missed", async () => {
  await say("heard");
  const since = await lastChange(db);
  await say("missed");
  await say("missed-too");
  const changes = listenToChanges(db, since, leaving.signal);
  expect([await next(changes), await next(changes)]).toEqual(["missed", "missed-too"]);
});

test("what another server has written is found by looking", async () => {
  const changes = listenToChanges(db, await lastChange(db), leaving.signal);
  const heard = next(changes);
  await db
    .insertInto("activity_changes")
    .values({ id: Date.now() * 1000, registry: "prod", repository: "a", action: "push", tags: '["far"]' })
    .execute();
  expect(await heard).toBe("far");
});

test("listening ends with its signal", async () => {
  const changes = listenToChanges(db, undefined, leaving.signal);
  const end = next(changes);
  leaving.abort();
  expect(await end).toBeUndefined();
});

test("numbers grow although several are given at once", async () => {
  await Promise.all(Array.from({ length: 12 }, (_, index) => say(`t${index}`)));
  const ids = (await changesAfter(db, 0)).map(({ id }) => id);
  expect(new Set(ids).size).toBe(12);
  expect(ids).toEqual(ids.toSorted((one, other) => one - other));
});

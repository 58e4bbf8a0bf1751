import type { Kysely } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Schema } from "#lib/db/schema.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import { garbageBlobs } from "#lib/index/garbage.ts";
import { untaggedRows } from "#lib/index/untagged.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { isEndpointToken, makeEndpointToken, notificationState, removeEndpointToken } from "./endpoint.ts";
import { type ActivityFilter, listActivity } from "./list.ts";
import { pullsOf, pullsOfTags } from "./pulls.ts";
import { purgeActivity } from "./retention.ts";
import { storeEvents } from "./store-events.ts";
import { deletedDigest, deletedTag, digestOf, lookedUp, pulled, pushed } from "./test-events.ts";
import type { RegistryEvent } from "./types.ts";

const now = 1_767_225_700_000;
const day = 24 * 60 * 60_000;
const app = parseRepositoryName("team/app");

let db: Kysely<Schema>;
beforeEach(() => {
  db = openTestDatabase();
});
afterEach(() => db.destroy());

const store = (...events: RegistryEvent[]) => storeEvents(db, "prod", events, now);
const told = async (filter: ActivityFilter = {}) =>
  (await listActivity(db, filter, true)).entries.map(
    ({ action, repository, tag, digest }) => `${action} ${repository}:${tag ?? digest?.slice(7, 10)}`,
  );
const pulls = async (...tags: string[]) =>
  Object.fromEntries(
    [...(await pullsOfTags(db, "prod", app, tags.map(parseTag)))].map(([tag, one]) => [tag, one.pulls]),
  );

describe("activity", () => {
  test("is listed with the newest first, with who did it and from where", async () => {
    await store(pushed("v1", "a", { actor: "robot" }), deletedTag("v1"));
    expect(await told()).toEqual(["delete team/app:v1", "push team/app:v1"]);
    const { entries } = await listActivity(db, { actor: "ROB" }, true);
    expect(entries).toMatchObject([{ actor: "robot", address: "192.0.2.7", userAgent: "skopeo/1.9.3" }]);
  });

  test("hides who did it where that is not for everybody, from filters too", async () => {
    await store(pushed("v1", "a", { actor: "robot" }));
    const { entries } = await listActivity(db, { actor: "nobody" }, false);
    expect(entries).toMatchObject([{ actor: null, address: null, userAgent: null }]);
  });

  test("is filtered by registry, part of a repository’s name, and action", async () => {
    await store(pushed("v1", "a"), pushed("v1", "b", { repository: "team_x/b" }), deletedTag("v1"));
    await storeEvents(db, "lab", [pushed("v2", "c")], now);
    expect(await told({ registry: "lab" })).toEqual(["push team/app:v2"]);
    expect(await told({ repository: "M_x" })).toEqual(["push team_x/b:v1"]);
    expect(await told({ action: "delete" })).toEqual(["delete team/app:v1"]);
  });

  test("comes in pages of a hundred that miss and repeat nothing, whatever comes in between", async () => {
    await store(...Array.from({ length: 230 }, (_, index) => pushed(`v${index}`, "a")));
    const seen: string[] = [];
    let before: number | undefined;
    for (let more = true; more; ) {
      const page = await listActivity(db, { before }, true);
      seen.push(...page.entries.map(({ tag }) => tag ?? ""));
      before = page.entries.at(-1)?.id;
      more = page.more;
      await store(pushed(`late${seen.length}`, "b"));
    }
    expect(seen).toEqual(Array.from({ length: 230 }, (_, index) => `v${229 - index}`));
    const newest = await listActivity(db, {}, true);
    const fourth = newest.entries[3]?.id;
    expect((await listActivity(db, { after: fourth }, true)).entries).toEqual(newest.entries.slice(0, 3));
  });

  test("leaves out the platforms’ manifests of an index that is known", async () => {
    await db
      .insertInto("index_children")
      .values({ parent: digestOf("f"), position: 0, child: digestOf("c") })
      .execute();
    await store(pushed(null, "c"), pushed(null, "d"), pushed("multi", "f"));
    expect(await told()).toEqual(["push team/app:multi", "push team/app:ddd"]);
  });

  test("keeps its order where the clock was put back", async () => {
    await storeEvents(db, "prod", [pushed("first", "a")], now);
    await storeEvents(db, "prod", [pushed("second", "b")], now - day);
    expect(await told()).toEqual(["push team/app:second", "push team/app:first"]);
  });

  test("is told once, however often and however fast it is delivered", async () => {
    await makeEndpointToken(db, "prod", now);
    const push = pushed("v1", "a");
    const pull = pulled("v1", "a");
    const kept = await Promise.all([store(push, pull), store(push, pull), store(push, push, pull)]);
    expect(kept.flat()).toHaveLength(1);
    expect(await told()).toEqual(["push team/app:v1"]);
    expect(await pulls("v1")).toEqual({ v1: 1 });
    expect(await notificationState(db, "prod")).toMatchObject({ received: 2, receivedAt: now });
    // Another registry may use the same id for something else.
    expect(await storeEvents(db, "lab", [push], now)).toHaveLength(1);
  });

  test("is removed when it is old, while counts of pulls stay", async () => {
    await storeEvents(db, "prod", [pushed("old", "a"), pulled("old", "a")], now - 91 * day);
    await storeEvents(db, "prod", [pushed("new", "b")], now - 89 * day);
    await purgeActivity(db, 90, now);
    expect(await told()).toEqual(["push team/app:new"]);
    expect(await pulls("old")).toEqual({ old: 1 });
  });
});

describe("what Stowage does itself", () => {
  const userAgent = "stowage";

  test("is no pull", async () => {
    await store(pulled("v1", "a", { userAgent }), pulled("v1", "a", { userAgent: "stowaway/1" }));
    expect(await pulls("v1")).toEqual({ v1: 1 });
  });

  test("is a deletion of one tag where it went by way of a placeholder", async () => {
    await store(pushed("v1", "a"));
    await store(pushed("v1", "e", { userAgent }));
    await store(deletedDigest("e", { userAgent }), deletedTag("v1", { userAgent }));
    expect(await told()).toEqual(["delete team/app:v1", "push team/app:v1"]);
  });

  test("is a deletion of a digest where somebody else had pushed that", async () => {
    await store(pushed("v1", "a"), deletedDigest("a", { userAgent }), deletedTag("v1", { userAgent }));
    expect(await told()).toEqual(["delete team/app:v1", "delete team/app:aaa", "push team/app:v1"]);
  });
});

describe("pulls", () => {
  const docker = { userAgent: "docker/29.1.2" };

  test("count for what was asked for, tag or digest, with the time of the last", async () => {
    await store(pulled("v1", "a", { at: 5000 }), pulled("v1", "a", { at: 3000 }), pulled(null, "a"));
    const found = await pullsOf(db, "prod", app, [parseTag("v1"), digestOf("a"), parseTag("v2")]);
    expect(found.get(parseTag("v1"))).toEqual({ pulls: 2, lastPulledAt: 5000 });
    expect(found.get(digestOf("a"))?.pulls).toBe(1);
    expect(found.size).toBe(2);
  });

  test("by digest right after asking for a tag are of that tag, once", async () => {
    await store(lookedUp("v1", "a", docker), pulled(null, "a", docker), pulled(null, "a", docker));
    const found = await pullsOf(db, "prod", app, [parseTag("v1"), digestOf("a")]);
    expect([...found.values()].map((one) => one.pulls)).toEqual([1, 1]);
  });

  test("are none where only the tag was asked for", async () => {
    await store(lookedUp("v1", "a", docker), lookedUp("v1", "a", docker));
    expect(await pulls("v1")).toEqual({});
  });

  test("are not of a tag that another client, or this one long ago, has asked for", async () => {
    await store(lookedUp("v1", "a", { ...docker, at: 1000 }));
    await store(pulled(null, "a", { userAgent: "containerd/2", at: 2000 }));
    await store(pulled(null, "a", { ...docker, at: 1000 + 6 * 60_000 }));
    expect(await pulls("v1")).toEqual({});
  });

  test("are found for thousands of tags at once", async () => {
    const tags = Array.from({ length: 1200 }, (_, index) => `v${index}`);
    await store(pulled("v0", "a"), pulled("v1199", "a"));
    expect(await pulls(...tags)).toEqual({ v0: 1, v1199: 1 });
  });
});

describe("a registry’s token", () => {
  test("is that registry’s alone, and only the newest counts", async () => {
    const first = await makeEndpointToken(db, "prod", now);
    expect(await isEndpointToken(db, "prod", first)).toBe(true);
    expect(await isEndpointToken(db, "lab", first)).toBe(false);
    const second = await makeEndpointToken(db, "prod", now + 1);
    expect(await isEndpointToken(db, "prod", first)).toBe(false);
    expect(await isEndpointToken(db, "prod", second)).toBe(true);
    expect(await notificationState(db, "prod")).toEqual({
      tokenMadeAt: now + 1,
      received: 0,
      receivedAt: null,
    });
  });

  test("is worth nothing once removed, and neither is none", async () => {
    const token = await makeEndpointToken(db, "prod", now);
    await removeEndpointToken(db, "prod");
    expect(await isEndpointToken(db, "prod", token)).toBe(false);
    expect(await isEndpointToken(db, "prod", "")).toBe(false);
    expect(await isEndpointToken(db, "never", "")).toBe(false);
  });

  test("is not in the database", async () => {
    const token = await makeEndpointToken(db, "prod", now);
    const rows = await db.selectFrom("activity_endpoints").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

describe("manifests that registries tell of", () => {
  const untagged = async () => (await untaggedRows(db, "prod")).map(({ digest }) => digest);
  const garbage = async () => (await garbageBlobs(db, "prod")).map(({ digest }) => digest);

  test("are kept in mind when they are pushed, and are garbage once they were deleted by their digests", async () => {
    await store(pushed("v1", "a"), pushed(null, "b"), pulled(null, "c"));
    expect(await untagged()).toEqual([digestOf("a"), digestOf("b")]);
    await store(deletedTag("v1"), deletedDigest("b"));
    expect(await untagged()).toEqual([digestOf("a")]);
    expect(await garbage()).toEqual([digestOf("b")]);
  });

  test("were Stowage’s own placeholders, and are not kept in mind when these are gone", async () => {
    const userAgent = "stowage";
    await store(pushed("v1", "e", { userAgent }), deletedDigest("e", { userAgent }));
    expect(await untagged()).toEqual([]);
    expect(await garbage()).toEqual([digestOf("e")]);
  });

  test("leave what is in an index behind when that is deleted", async () => {
    await db
      .insertInto("index_children")
      .values({ parent: digestOf("d"), position: 0, child: digestOf("f") })
      .execute();
    await store(pushed("v1", "d"), deletedDigest("d"));
    expect(await untagged()).toEqual([digestOf("f")]);
  });
});

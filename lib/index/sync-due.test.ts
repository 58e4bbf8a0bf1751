import type { Kysely } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Schema } from "#lib/db/schema.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import { parseDigest } from "#lib/oci/digest.ts";
import { parseRepositoryName, parseTag, type RepositoryName } from "#lib/oci/reference.ts";
import { storeLook, storeRepositories, storeRepositoryList } from "./repository-rows.ts";
import { storeTagList, storeTagRows } from "./store-tags.ts";
import { repositoriesDue } from "./sync-due.ts";

const repo = parseRepositoryName;
const names = ["a", "b", "c", "d"].map(repo);
const all: ReadonlySet<RepositoryName> = new Set(names);

let db: Kysely<Schema>;
beforeEach(async () => {
  db = openTestDatabase();
  await storeRepositories(db, "prod", names);
});
afterEach(() => db.destroy());

const read = (name: string, at: number, changed = false) =>
  storeRepositoryList(db, "prod", repo(name), at, null, changed);
const due = (since: number) => repositoriesDue(db, "prod", all, { since, which: "all" });

describe("repositories that are due", () => {
  test("are those not read since an instant, and those never read", async () => {
    await read("a", 100);
    await read("b", 300);
    expect(await due(200)).toEqual(["c", "d", "a"]);
  });

  test("begin with those that somebody looked at, the latest look first, then those that changed last", async () => {
    await read("a", 100);
    await read("b", 50);
    await read("b", 100, true);
    await storeLook(db, "prod", repo("c"), 1_000);
    await storeLook(db, "prod", repo("d"), 2_000);
    expect(await due(200)).toEqual(["d", "c", "b", "a"]);
  });

  test("are none that the registry no longer has", async () => {
    expect(
      await repositoriesDue(db, "prod", new Set([repo("b"), repo("new")]), { since: 200, which: "all" }),
    ).toEqual(["b"]);
  });

  test("are also those whose list was read, but not each tag in it", async () => {
    for (const name of names) await read(name, 300);
    await storeTagList(db, "prod", repo("c"), [parseTag("v1")], 300);
    expect(await due(200)).toEqual(["c"]);
  });
});

describe("in a lively round, a repository", () => {
  const hour = 3_600_000;
  const start = 1_000 * hour;
  const dueAt = (now: number) =>
    repositoriesDue(db, "prod", new Set([repo("a")]), { since: now, which: "lively", now });

  beforeEach(async () => {
    await read("a", start - hour);
  });

  test("that somebody looks at is due each time", async () => {
    await storeLook(db, "prod", repo("a"), start);
    await read("a", start);
    expect(await dueAt(start + 1)).toEqual(["a"]);
  });

  test("whose tags changed is due soon, and more and more seldom from then on", async () => {
    await read("a", start, true);
    expect(await dueAt(start + 1)).toEqual(["a"]);
    await read("a", start + 20 * hour);
    expect(await dueAt(start + 20.9 * hour)).toEqual([]);
    expect(await dueAt(start + 21 * hour)).toEqual(["a"]);
  });

  test("that was quiet for ever is due every six hours", async () => {
    await read("a", start);
    expect(await dueAt(start + 5.9 * hour)).toEqual([]);
    expect(await dueAt(start + 6 * hour)).toEqual(["a"]);
  });

  test("is as lively as its newest image is new, and its first reading makes it no livelier", async () => {
    const summary = {
      kind: "manifest",
      mediaType: "m",
      artifactType: null,
      platforms: [],
      size: 1,
      created: new Date(start - 20 * hour).toISOString(),
    } as const;
    const row = {
      tag: parseTag("v1"),
      digest: parseDigest(`sha256:${"a".repeat(64)}`),
      summary,
      problem: null,
    };
    await storeTagRows(db, "prod", repo("a"), [row], start);
    await read("a", start);
    expect(await dueAt(start + 0.9 * hour)).toEqual([]);
    expect(await dueAt(start + hour)).toEqual(["a"]);
  });

  test("of which a tag was not read is due at once", async () => {
    await read("a", start);
    await storeTagList(db, "prod", repo("a"), [parseTag("v1")], start);
    expect(await dueAt(start + 1)).toEqual(["a"]);
  });
});

import type { Kysely } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Schema } from "#lib/db/schema.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import { parseRepositoryName, parseTag, type RepositoryName } from "#lib/oci/reference.ts";
import { storeLook, storeRepositories, storeRepositoryList } from "./repository-rows.ts";
import { repositoriesDue } from "./sync-due.ts";
import { storeTagList } from "./tag-rows.ts";

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
const due = (since: number) => repositoriesDue(db, "prod", all, since);

describe("repositories that are due", () => {
  test("are those not read since an instant, and those never read", async () => {
    await read("a", 100);
    await read("b", 300);
    expect(await due(200)).toEqual(["c", "d", "a"]);
  });

  test("begin with those that somebody looked at, the latest look first, then those that changed last", async () => {
    await read("a", 100);
    await read("b", 100, true);
    await storeLook(db, "prod", repo("c"), 1_000);
    await storeLook(db, "prod", repo("d"), 2_000);
    expect(await due(200)).toEqual(["d", "c", "b", "a"]);
  });

  test("are none that the registry no longer has", async () => {
    expect(await repositoriesDue(db, "prod", new Set([repo("b"), repo("new")]), 200)).toEqual(["b"]);
  });

  test("are also those whose list was read, but not each tag in it", async () => {
    for (const name of names) await read(name, 300);
    await storeTagList(db, "prod", repo("c"), [parseTag("v1")], 300);
    expect(await due(200)).toEqual(["c"]);
  });
});

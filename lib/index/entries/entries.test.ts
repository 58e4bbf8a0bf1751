import fc from "fast-check";
import type { Kysely } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Schema } from "#lib/db/schema.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { forgetRepositories, storeRepositories, storeRepositoryList } from "../repository-rows.ts";
import { recountRegistry } from "../sizes/recount.ts";
import { digestOf, storeRegistry } from "../sizes/test-small-registry.ts";
import { storeTagRows } from "../store-tags.ts";
import { isNamespace, labelOf, parentOf } from "./paths.ts";
import { readEntries } from "./read-entries.ts";
import { enterRepositories } from "./store-entries.ts";
import { expectEntries } from "./test-entries.ts";

let db: Kysely<Schema>;
beforeEach(() => {
  db = openTestDatabase();
});
afterEach(() => db.destroy());

const repo = parseRepositoryName;

test("a path tells what it is of, what it is in and what it is called", () => {
  const told = ["", "app", "team/", "team/app", "team/deep/"].map((path) => [
    parentOf(path),
    labelOf(path),
    isNamespace(path),
  ]);
  expect(told).toEqual([
    [null, "", true],
    ["", "app", false],
    ["", "team", true],
    ["team/", "app", false],
    ["team/", "deep", true],
  ]);
});

test("repositories stand in the tree as soon as the registry has named them, and no longer than it does", async () => {
  await storeRepositories(db, "prod", ["team", "team/app", "team/deep/worker"].map(repo));
  await storeRepositories(db, "lab", [repo("team/app")]);
  await expectEntries(db, "prod");
  await forgetRepositories(db, "prod", [repo("team/deep/worker")]);
  await expectEntries(db, "prod");
  expect([...(await readEntries(db, "prod", ["team/deep/", "team/"])).keys()]).toEqual(["team/"]);
  await forgetRepositories(db, "prod", ["team", "team/app"].map(repo));
  await expectEntries(db, "prod");
  await expectEntries(db, "lab");
  expect(await readEntries(db, "prod", [""])).toEqual(new Map());
});

test("the newest image of a namespace is the next one when the newest goes", async () => {
  await storeRegistry(db, {
    blobs: { old: 1, new: 2 },
    images: {
      before: { blobs: ["old"], created: "2025-01-01T00:00:00Z" },
      after: { blobs: ["new"], created: "2026-01-01T00:00:00Z" },
    },
    indexes: {},
  });
  const put = async (repository: string, image: string) => {
    await storeRepositoryList(db, "prod", repo(repository), 1);
    const row = { tag: parseTag("v1"), digest: digestOf(image), summary: null, problem: null };
    await storeTagRows(db, "prod", repo(repository), [row], 1);
    await recountRegistry(db, "prod");
  };
  const newest = async () => (await readEntries(db, "prod", ["team/"])).get("team/")?.newest;
  await put("team/a", "before");
  await put("team/b", "after");
  expect(await newest()).toBe("2026-01-01T00:00:00Z");
  await put("team/b", "before");
  expect(await newest()).toBe("2025-01-01T00:00:00Z");
  await expectEntries(db, "prod");
});

test("whatever repositories come, change and go together, entries are what they add up to", async () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[ab](\/[ab]){0,2}$/), { maxLength: 6 });
  const number = fc.option(fc.nat(3));
  const counted = fc.record({
    tags: number,
    unread: fc.option(fc.nat(1)),
    images: number,
    bytes: number,
    exclusive_bytes: number,
    newest: fc.option(fc.constantFrom("2024", "2025", "2026")),
  });
  const step = fc.record({ names, goes: fc.boolean(), counted });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      await db.deleteFrom("index_repositories").execute();
      await db.deleteFrom("index_entries").execute();
      for (const { names, goes, counted } of steps) {
        const chosen = names.map(repo);
        if (goes) await forgetRepositories(db, "prod", chosen);
        else {
          await storeRepositories(db, "prod", chosen);
          await db
            .updateTable("index_repositories")
            .set(counted)
            .where("repository", "in", ["", ...chosen])
            .execute();
          await enterRepositories(db, "prod", chosen);
        }
      }
      await expectEntries(db, "prod");
    }),
    { numRuns: 60 },
  );
}, 60_000);

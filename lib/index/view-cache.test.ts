import type { Kysely } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Schema } from "#lib/db/schema.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import { parseDigest } from "#lib/oci/digest.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { everyTag } from "#lib/oci/tag-view.ts";
import { forgetRepositories, storeRepositories } from "./repository-rows.ts";
import { revisionOf } from "./revision.ts";
import { forgetTags, storeTagRows } from "./store-tags.ts";
import { tagsInOrder } from "./tag-query.ts";
import { tagWindow } from "./tag-window.ts";
import { remembered } from "./view-cache.ts";

const repository = parseRepositoryName("team/app");

let db: Kysely<Schema>;
beforeEach(async () => {
  db = openTestDatabase();
  await storeRepositories(db, "prod", [repository]);
});
afterEach(() => db.destroy());

async function store(...names: readonly string[]) {
  const rows = names.map((name) => ({ tag: parseTag(name), digest: null, summary: null, problem: null }));
  await storeTagRows(db, "prod", repository, rows, 1);
}

async function shown() {
  const query = { registry: "prod", repository, view: { ...everyTag, filter: "v" }, now: 1 };
  const { total, all } = await tagWindow(db, query, { offset: 0, limit: 10 });
  return { names: await tagsInOrder(db, query), total, all };
}

test("what is asked again is found out once, until tags of the repository change", async () => {
  await store("v1");
  let times = 0;
  const find = () =>
    remembered(db, "prod", repository, "times", async () => {
      times += 1;
      return times;
    });
  expect([await find(), await find()]).toEqual([1, 1]);
  await store("v2");
  expect([await find(), await find()]).toEqual([2, 2]);
  await storeRepositories(db, "prod", [parseRepositoryName("team/other")]);
  expect(await find()).toBe(2);
});

test("a table never tells what was, whatever changes its tags", async () => {
  await store("v1", "v2", "latest");
  expect(await shown()).toEqual({ names: ["v2", "v1"], total: 2, all: 3 });
  await forgetTags(db, "prod", repository, [parseTag("v1")]);
  expect(await shown()).toEqual({ names: ["v2"], total: 1, all: 2 });
  await forgetRepositories(db, "prod", [repository]);
  expect(await shown()).toEqual({ names: [], total: 0, all: 0 });
  await storeRepositories(db, "prod", [repository]);
  await store("v3");
  expect(await shown()).toEqual({ names: ["v3"], total: 1, all: 1 });
});

test("nothing is remembered of a repository that is not known", async () => {
  let times = 0;
  const find = async () => {
    times += 1;
    return times;
  };
  const unknown = parseRepositoryName("team/unknown");
  expect(await remembered(db, "prod", unknown, "times", find)).toBe(1);
  expect(await remembered(db, "prod", unknown, "times", find)).toBe(2);
});

test("what is remembered outlives a look at where tags stand that finds nothing new, and no other", async () => {
  const digest = parseDigest(`sha256:${"a".repeat(64)}`);
  const row = { tag: parseTag("v1"), digest, summary: null, problem: null };
  const late = { code: "TIMEOUT", message: "Late.", params: {} };
  await storeTagRows(db, "prod", repository, [row], 1);
  const before = await revisionOf(db, "prod", repository);
  await storeTagRows(db, "prod", repository, [row], 2);
  expect(await revisionOf(db, "prod", repository)).toBe(before);
  let last = before;
  for (const news of [
    { ...row, digest: null, problem: late },
    row,
    { ...row, digest: parseDigest(`sha256:${"b".repeat(64)}`) },
    { ...row, digest: null, problem: { ...late, code: "MANIFEST_UNKNOWN" } },
    { ...row, tag: parseTag("v2") },
  ]) {
    await storeTagRows(db, "prod", repository, [news], 3);
    const revision = await revisionOf(db, "prod", repository);
    expect(revision, JSON.stringify(news)).not.toBe(last);
    last = revision;
  }
});

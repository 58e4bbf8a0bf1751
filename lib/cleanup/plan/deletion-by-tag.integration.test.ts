import { afterEach, expect, test } from "vitest";
import { openTestDatabase } from "#lib/db/test-database.ts";
import type { IndexContext } from "#lib/index/context.ts";
import { openRegistry } from "#lib/registry/open.ts";
import { type ByTag, startFakeRegistry } from "../test-fake-registry.ts";
import { carryOut, planFor } from "./test-plans.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const empty = { mediaType: "application/vnd.oci.empty.v1+json", digest: `sha256:${"a".repeat(64)}`, size: 2 };
const manifest = (name: string) => ({
  schemaVersion: 2,
  mediaType: "application/vnd.oci.image.manifest.v1+json",
  artifactType: "application/vnd.example",
  config: empty,
  layers: [empty],
  annotations: { name },
});

async function start(byTag: ByTag) {
  const fake = await startFakeRegistry(byTag);
  const registry = openRegistry(
    { slug: "fake", name: "Fake", url: fake.url, plainHttp: true, skipTlsVerify: false },
    { firstWait: 5 },
  );
  const context: IndexContext = { registry, db: openTestDatabase() };
  closing.push(
    () => registry.close(),
    () => context.db.destroy(),
    () => fake.stop(),
  );
  return {
    fake,
    remove: async (tags: readonly string[]) => {
      const plan = await planFor(context, "app", tags, { tagsAlone: true });
      fake.writes.length = 0;
      return carryOut(context, plan);
    },
  };
}

test("a registry that deletes by tag is asked to, and nothing is put into it", async () => {
  const { fake, remove } = await start("deletes-the-tag");
  const digest = fake.put(manifest("one"), ["1", "1.2", "latest"]);
  fake.put(manifest("two"), ["2"]);
  const { states } = await remove(["1", "2"]);
  expect(states).toEqual({ 1: "deleted", 2: "deleted" });
  expect(Object.fromEntries(fake.tags)).toEqual({ "1.2": digest, latest: digest });
  expect(fake.writes.filter((write) => write.startsWith("PUT"))).toEqual([]);
});

test("where deleting by tag takes the neighbours along, they are put back and it is not done again", async () => {
  const { fake, remove } = await start("deletes-the-manifest");
  const digest = fake.put(manifest("one"), ["a", "b", "c", "d"]);
  const { states, plan } = await remove(["a", "b"]);
  expect(states).toEqual({ a: "deleted", b: "deleted" });
  // Of the two whichever comes first.
  const byTag = fake.writes.filter((write) => write.startsWith("DELETE") && !write.includes("sha256"));
  expect(byTag).toEqual([expect.stringMatching(/^DELETE [ab]$/)]);
  expect(Object.fromEntries(fake.tags)).toEqual({ c: digest, d: digest });
  expect(plan.problem).toBeNull();
});

test("a registry that takes a tag for an unknown digest has its tag deleted by placeholder", async () => {
  const { fake, remove } = await start("finds-nothing");
  const digest = fake.put(manifest("one"), ["a", "b"]);
  const { states } = await remove(["a"]);
  expect(states).toEqual({ a: "deleted" });
  expect(fake.writes.some((write) => write.startsWith("PUT a"))).toBe(true);
  expect(Object.fromEntries(fake.tags)).toEqual({ b: digest });
});

test("a registry that says it deleted a tag and still lists it is found out", async () => {
  const { fake, remove } = await start("pretends");
  fake.put(manifest("one"), ["a", "b"]);
  const { itemOf } = await remove(["a"]);
  expect(itemOf("a")).toMatchObject({ state: "failed", problem: { code: "TAG_STILL_LISTED" } });
});

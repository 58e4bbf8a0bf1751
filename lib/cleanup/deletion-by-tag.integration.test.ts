import { afterEach, expect, test } from "vitest";
import { openTestDatabase } from "#lib/db/test-database.ts";
import type { IndexContext } from "#lib/index/context.ts";
import { verifyTags } from "#lib/index/refresh-tags.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { openRegistry } from "#lib/registry/open.ts";
import { previewDeletion } from "./preview.ts";
import { runDeletion } from "./run.ts";
import { type ByTag, startFakeRegistry } from "./test-fake-registry.ts";
import type { DeletionEvent } from "./types.ts";

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
  const app = parseRepositoryName("app");
  return {
    fake,
    remember: (tags: readonly string[]) => verifyTags(context, app, tags.map(parseTag)),
    remove: async (tags: readonly string[]) => {
      const { tags: chosen } = await previewDeletion(context, app, tags.map(parseTag), false);
      fake.writes.length = 0;
      const events: DeletionEvent[] = [];
      for await (const event of runDeletion(context, { repository: app, tags: chosen, untagged: [] })) {
        events.push(event);
      }
      return events;
    },
  };
}

test("a registry that deletes by tag is asked to, and nothing is put into it", async () => {
  const { fake, remove } = await start("deletes-the-tag");
  const digest = fake.put(manifest("one"), ["1", "1.2", "latest"]);
  fake.put(manifest("two"), ["2"]);
  const events = await remove(["1", "2"]);
  expect(events.filter(({ type }) => type === "tag")).toEqual(
    expect.arrayContaining([
      { type: "tag", outcome: { tag: "1", state: "deleted", method: "tag" } },
      { type: "tag", outcome: { tag: "2", state: "deleted", method: "tag" } },
    ]),
  );
  expect(Object.fromEntries(fake.tags)).toEqual({ "1.2": digest, latest: digest });
  expect(fake.writes.filter((write) => write.startsWith("PUT"))).toEqual([]);
});

test("where deleting by tag takes the neighbours along, they are put back and it is not done again", async () => {
  const { fake, remove } = await start("deletes-the-manifest");
  const digest = fake.put(manifest("one"), ["a", "b", "c", "d"]);
  const events = await remove(["a", "b"]);
  expect(events[0]).toEqual({ type: "tag", outcome: { tag: "a", state: "deleted", method: "tag" } });
  expect(fake.writes.filter((write) => write.startsWith("DELETE") && !write.includes("sha256"))).toEqual([
    "DELETE a",
  ]);
  expect(Object.fromEntries(fake.tags)).toEqual({ c: digest, d: digest });
  expect(events.at(-1)).toEqual({ type: "done", missing: [], remaining: [] });
});

test("a registry that takes a tag for an unknown digest has its tag deleted by placeholder", async () => {
  const { fake, remove } = await start("finds-nothing");
  const digest = fake.put(manifest("one"), ["a", "b"]);
  const [first] = await remove(["a"]);
  expect(first).toEqual({ type: "tag", outcome: { tag: "a", state: "deleted", method: "placeholder" } });
  expect(Object.fromEntries(fake.tags)).toEqual({ b: digest });
});

test("a registry that says it deleted a tag and still lists it is found out", async () => {
  const { fake, remove } = await start("pretends");
  fake.put(manifest("one"), ["a", "b"]);
  expect((await remove(["a"])).at(-1)).toEqual({ type: "done", missing: [], remaining: ["a"] });
});

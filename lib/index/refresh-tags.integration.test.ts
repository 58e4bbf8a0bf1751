import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningRegistry, startRegistry } from "#e2e/registry/start-registry.ts";
import { takeManifest } from "#e2e/registry/take-manifest.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import { parseRepositoryName, parseTag, type RepositoryName } from "#lib/oci/reference.ts";
import { everyTag } from "#lib/oci/tag-view.ts";
import { deleteManifest } from "#lib/registry/manifests.ts";
import { openRegistry, type Registry, type RegistryRequest } from "#lib/registry/open.ts";
import { buildImage, buildIndex } from "#scripts/samples/image.ts";
import { buildLayer, file } from "#scripts/samples/layer.ts";
import { pushImage } from "#scripts/samples/push.ts";
import type { IndexContext } from "./context.ts";
import { openTagTable } from "./open-tag-table.ts";
import { refreshTags, verifyTags } from "./refresh-tags.ts";
import type { TagsEvent } from "./table-types.ts";
import { storedTagRows } from "./tag-rows.ts";
import { tagWindow } from "./tag-window.ts";

let server: RunningRegistry;
let context: IndexContext;
/** Method and path of each request to the registry. */
let asked: string[];

beforeAll(async () => {
  server = await startRegistry();
  const registry = openRegistry(server.endpoint({ slug: "bench" }));
  asked = [];
  const counting: Registry = {
    ...registry,
    request: (request: RegistryRequest) => {
      asked.push(`${request.method} ${request.path}`);
      return registry.request(request);
    },
  };
  context = { registry: counting, db: openTestDatabase() };
});

afterAll(async () => {
  await context.registry.close();
  await context.db.destroy();
  await server.stop();
});

async function image(what: string, architecture = "amd64") {
  return buildImage({
    layers: [await buildLayer([file("what", what)])],
    config: { architecture, created: "2026-01-02T03:04:05Z" },
  });
}

async function push(repository: string, tags: readonly string[], what = tags.join()) {
  return pushImage(context.registry, parseRepositoryName(repository), tags.map(parseTag), await image(what));
}

/** The rows that a table ends with, and the events on the way. */
async function table(name: string) {
  const repository = parseRepositoryName(name);
  const events: TagsEvent["type"][] = [];
  asked.length = 0;
  for await (const event of refreshTags(context, repository)) events.push(event.type);
  return { rows: new Map((await known(repository)).map((row) => [row.tag as string, row])), events };
}

function known(repository: RepositoryName) {
  return storedTagRows(context.db, "bench", repository);
}

test("the first reading tells all of each tag", async () => {
  const digest = await push("first", ["1", "2"]);
  const { rows, events } = await table("first");
  expect([events[0], events[1], events.at(-1)]).toEqual(["listed", "rows", "done"]);
  expect([...rows.keys()].toSorted()).toEqual(["1", "2"]);
  expect(rows.get("1")).toMatchObject({
    digest,
    problem: null,
    summary: {
      kind: "manifest",
      artifactType: null,
      platforms: ["linux/amd64"],
      created: "2026-01-02T03:04:05Z",
    },
  });
  expect(rows.get("1")?.summary?.size).toBeGreaterThan(100);
});

test("what is known costs one request, however many tags there are", async () => {
  await push(
    "known",
    Array.from({ length: 60 }, (_, index) => `v${index}`),
  );
  await table("known");
  const { rows } = await table("known");
  expect(rows.size).toBe(60);
  expect(asked).toEqual([expect.stringMatching(/^GET \/v2\/known\/tags\/list/)]);
});

test("tags on one digest cost one request each, and their config is read once", async () => {
  await push("shared", ["a", "b", "c", "d"]);
  await table("shared");
  const [list, ...others] = asked;
  expect(list).toMatch(/^GET \/v2\/shared\/tags\/list/);
  expect(others.filter((line) => line.startsWith("GET /v2/shared/manifests/"))).toHaveLength(4);
  expect(others.filter((line) => line.startsWith("GET /v2/shared/blobs/"))).toHaveLength(1);
  expect(others).toHaveLength(5);
});

test("a reading that broke off leaves the whole list known, and the next one reads the rest", async () => {
  const all = Array.from({ length: 30 }, (_, index) => `v${index}`);
  await push("broken-off", all);
  const repository = parseRepositoryName("broken-off");
  for await (const event of refreshTags(context, repository)) if (event.type === "listed") break;
  expect((await known(repository)).map(({ tag }) => tag)).toEqual(all.toSorted());
  const { rows } = await table("broken-off");
  expect([...rows.values()].filter(({ summary }) => summary === null)).toEqual([]);
});

test("versions are read from the newest", async () => {
  await push("newest", ["v1", "v10", "v9"]);
  await table("newest");
  const manifests = asked.filter((line) => line.includes("/manifests/"));
  expect(manifests.map((line) => line.slice(line.lastIndexOf("/") + 1))).toEqual(["v10", "v9", "v1"]);
});

test("an index tells its platforms, and its size with what platforms share counted once", async () => {
  const [amd64, arm64] = [await image("same"), await image("same", "arm64")];
  await pushImage(
    context.registry,
    parseRepositoryName("index"),
    [parseTag("multi")],
    buildIndex({ children: [{ image: amd64 }, { image: arm64 }] }),
  );
  const { rows } = await table("index");
  const blobs = new Map([...amd64.blobs, ...arm64.blobs].map((blob) => [blob.digest, blob.bytes.byteLength]));
  expect(blobs.size).toBe(3);
  expect(rows.get("multi")?.summary).toMatchObject({
    kind: "index",
    platforms: ["linux/amd64", "linux/arm64"],
    size: [...blobs.values()].reduce((sum, size) => sum + size, 0),
  });
});

test("tags that are gone lose their rows, and new ones get theirs", async () => {
  await push("changing", ["old"], "old");
  const digest = await push("changing", ["stays"], "stays");
  const { rows } = await table("changing");
  const old = rows.get("old")?.digest;
  if (old) await deleteManifest(context.registry, parseRepositoryName("changing"), old);
  await push("changing", ["new"], "new");
  const after = await table("changing");
  expect([...after.rows.keys()].toSorted()).toEqual(["new", "stays"]);
  expect(after.rows.get("stays")?.digest).toBe(digest);
});

test("verifying finds a tag that moved, and forgets one that is gone", async () => {
  const repository = parseRepositoryName("moving");
  await push("moving", ["v1"], "before");
  const gone = await push("moving", ["v2"], "gone");
  await table("moving");
  const digest = await push("moving", ["v1"], "after");
  await deleteManifest(context.registry, repository, gone);

  const rows = await verifyTags(context, repository, [parseTag("v1"), parseTag("v2")]);
  expect(rows.toSorted((one, other) => (one.tag < other.tag ? -1 : 1))).toMatchObject([
    { tag: "v1", digest, problem: null },
    { tag: "v2", digest: null, problem: { code: "MANIFEST_UNKNOWN" } },
  ]);
  expect(await known(repository)).toMatchObject([{ tag: "v1", digest }]);
});

test("a tag with nothing behind it has a row that says so, and is asked for again the next time", async () => {
  const digest = await push("dangling", ["v1"]);
  await takeManifest(server.dataDir, "dangling", digest);
  expect((await table("dangling")).rows.get("v1")).toMatchObject({ problem: { code: "MANIFEST_UNKNOWN" } });
  const repository = parseRepositoryName("dangling");
  await verifyTags(context, repository, [parseTag("v1")]);
  expect(await known(repository)).toMatchObject([{ tag: "v1", problem: { code: "MANIFEST_UNKNOWN" } }]);
  await push("dangling", ["v1"]);
  expect((await table("dangling")).rows.get("v1")).toMatchObject({ digest, problem: null });
});

test("a repository that is no longer there is forgotten with its rows", async () => {
  await push("doomed", ["v1"]);
  await table("doomed");
  await rm(`${server.dataDir}/docker/registry/v2/repositories/doomed`, { recursive: true });
  await expect(table("doomed")).rejects.toMatchObject({ code: "NAME_UNKNOWN" });
  expect(await known(parseRepositoryName("doomed"))).toEqual([]);
});

test("a person who leaves ends the reading", async () => {
  await push(
    "leaving",
    Array.from({ length: 40 }, (_, index) => `v${index}`),
  );
  const leaving = new AbortController();
  const reading = refreshTags({ ...context, signal: leaving.signal }, parseRepositoryName("leaving"));
  await reading.next();
  leaving.abort();
  await expect(reading.next()).rejects.toMatchObject({ code: "CANCELLED" });
});

test("a page whose rows were read before somebody else listed the repository hears that they are not of now", async () => {
  const repository = parseRepositoryName("overtaken");
  await push("overtaken", ["v1"]);
  const query = { registry: "bench", repository, view: everyTag, now: 0 };
  const before = await tagWindow(context.db, query, { offset: 0, limit: 10 });
  await table("overtaken");
  const revisions: (number | null)[] = [];
  for await (const event of openTagTable(context, repository)) {
    if (event.type === "listed") expect(event.changed).toBe(false);
    if (event.type !== "read") revisions.push(event.revision);
  }
  const after = await tagWindow(context.db, query, { offset: 0, limit: 10 });
  expect([before.total, after.total]).toEqual([0, 1]);
  expect(after.revision).not.toBe(before.revision);
  expect(revisions).toEqual([after.revision, after.revision]);
});

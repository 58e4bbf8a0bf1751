import { execFile } from "node:child_process";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Kysely } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findRegistryProgram, registryMajor } from "#e2e/registry/start-registry.ts";
import { writeStorageConfig } from "#e2e/registry/storage.ts";
import { type Config, readConfig } from "#lib/config.ts";
import type { Schema } from "#lib/db/schema.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import type { IndexContext } from "#lib/index/context.ts";
import { refreshTags, verifyTags } from "#lib/index/refresh-tags.ts";
import { syncRegistry } from "#lib/index/sync.ts";
import { storedTagRows } from "#lib/index/tag-rows.ts";
import { untaggedRows } from "#lib/index/untagged.ts";
import { attachedTag } from "#lib/oci/attached.ts";
import { manifestAccept } from "#lib/oci/media-types.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { deleteManifest } from "#lib/registry/manifests.ts";
import { pushImage } from "#scripts/samples/push.ts";
import { collectionAfter } from "../plan/collection.ts";
import { composePlan } from "../plan/compose.ts";
import { createPlan } from "../plan/create.ts";
import { runPlan } from "../plan/run-plan.ts";
import { applyPlan } from "../plan/steer.ts";
import {
  type Filling,
  fill,
  type StorageBench,
  skopeoCopies,
  startStorageBench,
} from "../plan/test-registry.ts";
import type { PlanChoice } from "../plan/types.ts";
import { imageOf } from "../test-bench.ts";
import type { CollectionRun } from "./collection-types.ts";
import {
  type CollectionForecast,
  collectionForecast,
  collectionsOf,
  describeCollector,
  startCollection,
  tellCollection,
} from "./collections.ts";
import { collectorOf, collectorSettingSchema } from "./collector-setting.ts";
import { collectionCommands } from "./commands.ts";
import { garbageNow } from "./predict.ts";
import { removalCommands } from "./removal-commands.ts";

const run = promisify(execFile);
const slug = "storage";
const person = { kind: "user", name: "ada" } as const;
const described = collectorSettingSchema.parse({ kind: "plain", major: await registryMajor() });
const shared: { stowageConfig?: Config; stowageDatabase?: Kysely<Schema> } = globalThis as object;

let folder: string;
let bench: StorageBench;
let db: Kysely<Schema>;
let context: IndexContext;
let filling: Filling;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "stowage-collect-"));
  bench = await startStorageBench(slug);
  db = openTestDatabase();
  shared.stowageDatabase = db;
  context = { registry: bench.registry, db };
  await writeCommand(
    `exec ${await findRegistryProgram()} garbage-collect $2 ${await writeStorageConfig(folder, bench.server.dataDir)}`,
  );
  await describeCollector(slug, described);
}, 60_000);
afterEach(async () => {
  delete shared.stowageConfig;
  delete shared.stowageDatabase;
  await db.destroy();
  await bench.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Has Stowage's configuration name a script that does this. */
async function writeCommand(body: string): Promise<void> {
  const path = join(folder, "collect");
  await writeFile(path, `#!/bin/sh\n${body}\n`);
  await chmod(path, 0o755);
  shared.stowageConfig = readConfig({
    STOWAGE_DATA_DIR: folder,
    STOWAGE_COLLECT_COMMAND: path,
    REGISTRY_URL: bench.server.url,
    REGISTRY_SLUG: slug,
  });
}

async function fillAndLook(size = { repositories: 3, tagsEach: 8 }): Promise<void> {
  filling = await fill(bench.registry, size, 12_251_126);
  await syncRegistry(context, [], { since: Date.now(), which: "all" }, () => undefined);
  for (const { repository, tag, to } of filling.moves) {
    await pushImage(bench.registry, repository, [parseTag(tag)], to);
    await verifyTags(context, repository, [parseTag(tag)]);
  }
}

/** Has a tag leave an image that nothing else reaches. */
async function leaveImage(what: string): Promise<void> {
  const [repository, tag] = [parseRepositoryName("team/left"), parseTag("v1")];
  for (const image of [await imageOf(`${what} before`), await imageOf(`${what} after`)]) {
    await pushImage(bench.registry, repository, [tag], image);
    for await (const _ of refreshTags(context, repository));
    await verifyTags(context, repository, [tag]);
  }
}

/** Deletes every third tag by a plan. */
async function deleteSome(): Promise<void> {
  const choices: PlanChoice[] = [];
  for (const repository of filling.repositories) {
    const rows = (await storedTagRows(db, slug, repository)).filter(
      ({ tag }, position) => position % 3 === 0 && attachedTag(tag) === undefined,
    );
    choices.push({ repository, tags: rows, untagged: [] });
  }
  const id = await createPlan(
    db,
    { registry: slug, title: "Some", origin: { kind: "untagged" }, madeBy: person, saved: false },
    choices,
  );
  await composePlan(context, id, true);
  await applyPlan(db, id, person);
  await runPlan(context, id, AbortSignal.timeout(60_000));
}

/** The collection once it has ended. */
async function ended(id: string): Promise<CollectionRun> {
  return expect
    .poll(async () => (await collectionsOf(slug)).runs.find((one) => one.id === id), { timeout: 60_000 })
    .toMatchObject({ endedAt: expect.any(Number) })
    .then(async () => {
      const found = (await collectionsOf(slug)).runs.find((one) => one.id === id);
      if (found === undefined) throw new Error("The collection is gone.");
      return found;
    });
}

/** These tags, and no others, are told to be broken, and skopeo cannot copy the first. */
async function expectBroken(tags: CollectionForecast["lost"], round: number): Promise<void> {
  const names = (all: CollectionForecast["lost"]) => all.map(({ repository, tag }) => `${repository}:${tag}`);
  const { deleting, lost } = await collectionForecast(slug);
  expect([round, names(deleting.broken)]).toEqual([round, []]);
  // One may have lost a platform before, and loses another.
  expect([round, names(lost)]).toEqual([round, [...new Set(names(tags))].toSorted()]);
  const [first] = names(lost);
  // distribution 3 looks into indexes, and breaks none.
  if (described.major === 3) {
    expect([round, first]).toEqual([round, undefined]);
    return;
  }
  if (first === undefined) throw new Error("No tag is broken.");
  expect([first, await skopeoCopies(bench.server.host, first)]).toEqual([first, false]);
}

/** Of manifests without a tag those are remembered that are there yet: distribution 3 leaves what a tag reaches in any repository. */
async function expectForgotten(before: Awaited<ReturnType<typeof untaggedRows>>): Promise<void> {
  const there: string[] = [];
  for (const { repository, digest } of before) {
    const url = `${bench.server.url}/v2/${repository}/manifests/${digest}`;
    const { status } = await fetch(url, { method: "HEAD", headers: { accept: manifestAccept } });
    expect([200, 404]).toContain(status);
    if (status === 200) there.push(`${repository}@${digest}`);
  }
  const left = await untaggedRows(db, slug);
  expect(left.map(({ repository, digest }) => `${repository}@${digest}`).toSorted()).toEqual(
    there.toSorted(),
  );
  expect(before.length).toBeGreaterThan(left.length);
}

async function collectByStowage(deleteUntagged: boolean): Promise<CollectionRun> {
  const { id } = await startCollection(slug, deleteUntagged, person, new AbortController().signal);
  return ended(id);
}

describe("a collection that Stowage runs", () => {
  test.each([false, true])(
    "frees what was predicted, to the byte, after a plan was carried out (--delete-untagged: %s), and once more after another",
    async (deleteUntagged) => {
      await fillAndLook({ repositories: 6, tagsEach: 16 });
      for (let round = 0; round < 2; round += 1) {
        await deleteSome();
        await leaveImage(`round ${round}`);
        const before = await bench.bytesOnDisk();
        const { deleting, lost } = await collectionForecast(slug);
        const untagged = await untaggedRows(db, slug);
        const collected = await collectByStowage(deleteUntagged);
        const freed = before - (await bench.bytesOnDisk());
        expect(freed).toBeGreaterThan(0);
        expect(collected).toMatchObject({
          state: "done",
          how: "command",
          problem: null,
          predicted: freed,
          result: { bytes: freed, unknown: 0, stayed: { count: 0 }, unforeseen: { count: 0 } },
        });
        if (deleteUntagged) {
          await expectForgotten(untagged);
          await expectBroken([...deleting.broken, ...lost], round);
        }
        // The registry remembers blobs that are gone, until it is started again.
        const left = await garbageNow(db, slug, collectorOf(described, deleteUntagged));
        expect([...left.blobs.keys()]).toEqual([]);
      }
    },
    180_000,
  );

  test("tells the blobs that it freed and nobody had predicted, with those whose size nobody knows", async () => {
    const repository = parseRepositoryName("team/app");
    const digest = await pushImage(bench.registry, repository, [parseTag("v1")], await imageOf("unseen"));
    await deleteManifest(bench.registry, repository, digest);
    const collected = await collectByStowage(false);
    expect(collected).toMatchObject({
      predicted: 0,
      result: { blobs: 3, bytes: 0, unknown: 3, unforeseen: { count: 3 } },
    });
  });

  test("says with what it failed, and keeps what was printed", async () => {
    await writeCommand("echo cannot reach the registry >&2; exit 3");
    const collected = await collectByStowage(false);
    expect(collected).toMatchObject({
      state: "failed",
      result: null,
      problem: { code: "COLLECTION_COMMAND_FAILED", message: expect.stringContaining("code 3") },
    });
  });

  test("is not run twice at a time, and ends with its server", async () => {
    await writeCommand("echo begun; sleep 60 & wait");
    const stopping = new AbortController();
    const { id, state } = await startCollection(slug, false, person, stopping.signal);
    expect(state).toBe("running");
    await expect(startCollection(slug, false, person, stopping.signal)).rejects.toMatchObject({
      code: "COLLECTION_RUNNING",
    });
    stopping.abort();
    expect(await ended(id)).toMatchObject({
      state: "interrupted",
      problem: { code: "COLLECTION_INTERRUPTED" },
    });
  });

  test("calls its command with the slug as a word and without Stowage's secrets", async () => {
    process.env.STOWAGE_TEST_SECRET = "do not tell";
    await writeCommand('echo "$# $1 $2"; env');
    const { id } = await collectByStowage(true);
    delete process.env.STOWAGE_TEST_SECRET;
    const row = await db
      .selectFrom("cleanup_collections")
      .select("output")
      .where("id", "=", id)
      .executeTakeFirst();
    expect(row?.output).toContain(`2 ${slug} --delete-untagged`);
    expect(row?.output).not.toContain("do not tell");
  });
});

test("a collection that somebody ran by hand and told of makes predictions begin anew", async () => {
  await fillAndLook();
  await deleteSome();
  await leaveImage("by hand");
  expect((await garbageNow(db, slug, "keep-untagged")).blobs.size).toBeGreaterThan(0);
  const untagged = await untaggedRows(db, slug);
  await bench.collect({ deleteUntagged: true });
  await tellCollection(slug, undefined, true, person);
  expect((await garbageNow(db, slug, "keep-untagged")).blobs.size).toBe(0);
  expect(await collectionAfter(db, slug, new Map(), "keep-untagged")).toMatchObject({ bytes: 0 });
  await expectForgotten(untagged);
}, 60_000);

test("the lines for Debian's package collect as they are printed", async () => {
  await fillAndLook();
  await deleteSome();
  const setting = collectorSettingSchema.parse({
    kind: "systemd",
    program: await findRegistryProgram(),
    account: "root",
    config: await writeStorageConfig(folder, bench.server.dataDir),
  });
  const predicted = await garbageNow(db, slug, "keep-untagged");
  const { steps } = collectionCommands(setting, false);
  const lineOf = (id: string) => steps.find((step) => step.id === id)?.lines[0] ?? "";
  const dry = await run("sh", ["-c", lineOf("dryRun")], { maxBuffer: 64 * 1024 * 1024 });
  const before = await bench.bytesOnDisk();
  expect(dry.stdout).toContain(`${predicted.blobs.size} blobs and 0 manifests eligible for deletion`);
  await run("sh", ["-c", lineOf("collect")], { maxBuffer: 64 * 1024 * 1024 });
  let bytes = 0;
  for (const size of predicted.blobs.values()) bytes += size ?? 0;
  expect(before - (await bench.bytesOnDisk())).toBe(bytes);
}, 60_000);

test("the line that removes an empty repository takes it from the catalog, and leaves the one below it", async () => {
  const [outer, inner] = [parseRepositoryName("team"), parseRepositoryName("team/app")];
  const digest = await pushImage(bench.registry, outer, [parseTag("v1")], await imageOf("outer"));
  await pushImage(bench.registry, inner, [parseTag("v1")], await imageOf("inner"));
  await deleteManifest(bench.registry, outer, digest);
  const catalog = async () =>
    ((await (await fetch(`${bench.server.url}/v2/_catalog`)).json()) as { repositories: string[] })
      .repositories;
  expect(await catalog()).toEqual([outer, inner]);
  const setting = collectorSettingSchema.parse({ kind: "plain", storage: bench.server.dataDir });
  const { steps } = removalCommands(setting, outer);
  await run("sh", ["-c", steps.find(({ id }) => id === "remove")?.lines[0] ?? ""]);
  expect(await catalog()).toEqual([inner]);
  expect(await skopeoCopies(bench.server.host, `${inner}:v1`)).toBe(true);
});

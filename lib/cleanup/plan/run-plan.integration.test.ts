import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import type { Kysely } from "kysely";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { registryMajor, startRegistry } from "#e2e/registry/start-registry.ts";
import { openDatabase } from "#lib/db/database.ts";
import type { Schema } from "#lib/db/schema.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import type { IndexContext } from "#lib/index/context.ts";
import { refreshTags } from "#lib/index/refresh-tags.ts";
import { storedTagRows } from "#lib/index/tag-rows.ts";
import { parseRepositoryName, parseTag, type Tag } from "#lib/oci/reference.ts";
import { deleteManifest, putManifest } from "#lib/registry/manifests.ts";
import { uploadBlob } from "#lib/registry/uploads.ts";
import { storeProtections } from "#lib/settings/protection.ts";
import { buildIndex } from "#scripts/samples/image.ts";
import { pushImage } from "#scripts/samples/push.ts";
import { emptyBlob, placeholderFor } from "../placeholder.ts";
import { imageOf } from "../test-bench.ts";
import { composePlan } from "./compose.ts";
import { createPlan } from "./create.ts";
import { countItems, readItems, storeOutcome } from "./item-rows.ts";
import { readPlan, updatePlan } from "./plan-rows.ts";
import { runPlan } from "./run-plan.ts";
import { applyPlan, askUndo, retryPlan } from "./steer.ts";
import { randomNumbers, type StorageBench, startStorageBench } from "./test-registry.ts";
import type { PlanItem } from "./types.ts";
import { undoItems } from "./undo.ts";

const run = promisify(execFile);
const slug = "killed";
const person = { kind: "user", name: "ada" } as const;
const repository = parseRepositoryName("team/app");
const signal = new AbortController().signal;

let folder: string;
let bench: StorageBench;
let db: Kysely<Schema>;
let context: IndexContext;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "stowage-plan-"));
  bench = await startStorageBench(slug);
  db = openTestDatabase();
  context = { registry: bench.registry, db };
});
afterEach(async () => {
  await db.destroy();
  await bench.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A plan that deletes these tags as they are now. */
async function planFor(tags: readonly Tag[]): Promise<string> {
  for await (const _ of refreshTags(context, repository));
  const wanted = new Set<string>(tags);
  const rows = (await storedTagRows(db, slug, repository)).filter(({ tag }) => wanted.has(tag));
  const id = await createPlan(
    db,
    {
      registry: slug,
      title: "Plan",
      origin: { kind: "selection", repository },
      madeBy: person,
      saved: false,
    },
    [{ repository, tags: rows, untagged: [] }],
  );
  await composePlan(context, id, true);
  return id;
}

/** Carries a plan out to its end. */
async function carryOut(id: string): Promise<void> {
  await runPlan(context, id, signal);
  await updatePlan(db, id, { state: "done", ended_at: Date.now() });
}

async function skopeoTags(): Promise<string[]> {
  const { stdout } = await run("skopeo", [
    "list-tags",
    "--tls-verify=false",
    `docker://${bench.server.host}/${repository}`,
  ]);
  return (JSON.parse(stdout) as { Tags: string[] }).Tags.toSorted();
}

async function itemOf(id: string, reference: string): Promise<PlanItem | undefined> {
  return (await readItems(db, id)).find((item) => item.reference === reference);
}

// What a process leaves behind that is killed is a file of SQLite; PostgreSQL is another process.
const onSqlite = inject("postgres") === undefined;

test.runIf(onSqlite)(
  "killed twenty times at random while it deletes 500 tags, exactly the plan is gone in the end",
  async () => {
    await db.destroy();
    db = openDatabase(join(folder, "stowage.db"));
    context = { registry: bench.registry, db };
    const random = randomNumbers(500);
    const chosen: Tag[] = [];
    const staying: Tag[] = [];
    // Every other image is shared by tags that go and tags that stay.
    for (let image = 0; image < 250; image += 1) {
      const going = [parseTag(`old-${image}-a`), parseTag(`old-${image}-b`)];
      const kept = image % 2 === 0 ? [parseTag(`keep-${image}`)] : [];
      await pushImage(bench.registry, repository, [...going, ...kept], await imageOf(`image ${image}`));
      chosen.push(...going);
      staying.push(...kept);
    }
    const before = await bench.tagsByApi();
    const id = await planFor(chosen);
    expect((await readPlan(db, id)).forecast).toMatchObject({ tags: 500, manifests: 125 });
    await applyPlan(db, id, person);

    let kills = 0;
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const child = startRunner(id);
      await once(child.stdout, "data");
      const ended = once(child, "exit");
      if (kills < 20) {
        // As long as there is enough left to be killed in.
        const left = await countItems(db, id, { states: ["planned", "begun"], included: true });
        await Promise.race([ended, delay(20 + random(left > 60 ? 250 : 40))]);
        if (child.exitCode === null) {
          child.kill("SIGKILL");
          kills += 1;
        }
      }
      await ended;
      if (child.exitCode === 0) break;
    }
    expect(kills).toBe(20);
    expect(await skopeoTags()).toEqual(staying.toSorted());
    const after = await bench.tagsByApi();
    expect([...after]).toEqual([...before].filter(([reference]) => after.has(reference)));
    const states = Map.groupBy(await readItems(db, id), ({ state }) => state);
    expect([...states.keys()].toSorted()).toEqual(["deleted", "stays"]);
    expect(states.get("deleted")?.length).toBe(625);
  },
  240_000,
);

function startRunner(plan: string): ChildProcess & { stdout: NonNullable<ChildProcess["stdout"]> } {
  const script = join(import.meta.dirname, "test-runner.ts");
  const child = spawn(process.execPath, [script, join(folder, "stowage.db"), bench.server.url, plan], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return child;
}

test("a placeholder that a killed process has put late is deleted too, and what somebody pushed is not", async () => {
  const digest = await pushImage(
    bench.registry,
    repository,
    ["v1", "v2", "v3"].map(parseTag),
    await imageOf("old"),
  );
  await pushImage(bench.registry, repository, [parseTag("stays")], await imageOf("stays"));
  const id = await planFor(["v1", "v2", "v3"].map(parseTag));
  await applyPlan(db, id, person);
  for (const tag of ["v1", "v2"]) {
    const item = await itemOf(id, tag);
    await storeOutcome(db, id, item?.position ?? -1, { state: "deleted" });
  }
  const late = placeholderFor(digest, "of a process that was killed");
  await uploadBlob(bench.registry, repository, emptyBlob);
  await putManifest(bench.registry, repository, parseTag("v1"), late.bytes, late.mediaType);
  const pushed = await imageOf("pushed anew");
  await pushImage(bench.registry, repository, [parseTag("v2")], pushed);
  await carryOut(id);
  expect(await skopeoTags()).toEqual(["stays", "v2"]);
  expect((await bench.tagsByApi()).get(`${repository}:v2`)).toBe(pushed.content.digest);
});

test("a tag that moved since, and one that is gone, are left alone and told of", async () => {
  await pushImage(bench.registry, repository, ["v1", "v2", "v3", "v4"].map(parseTag), await imageOf("old"));
  const id = await planFor(["v1", "v2", "v3"].map(parseTag));
  await applyPlan(db, id, person);
  const moved = await pushImage(bench.registry, repository, [parseTag("v2")], await imageOf("new"));
  await run("skopeo", [
    "copy",
    "--quiet",
    "--src-tls-verify=false",
    "--dest-tls-verify=false",
    `docker://${bench.server.host}/${repository}:v2`,
    `docker://${bench.server.host}/${repository}:v5`,
  ]);
  await carryOut(id);
  expect(await itemOf(id, "v1")).toMatchObject({ state: "deleted" });
  expect(await itemOf(id, "v2")).toMatchObject({ state: "moved", found: moved });
  expect(await skopeoTags()).toEqual(["v2", "v4", "v5"]);
});

test("a manifest that a tag reaches since stays", async () => {
  const image = await imageOf("old");
  await pushImage(bench.registry, repository, [parseTag("v1")], image);
  await pushImage(bench.registry, repository, [parseTag("other")], await imageOf("other"));
  const id = await planFor([parseTag("v1")]);
  await applyPlan(db, id, person);
  await putManifest(bench.registry, repository, parseTag("rescued"), image.content.bytes, image.mediaType);
  await carryOut(id);
  expect(await itemOf(id, image.content.digest)).toMatchObject({ state: "kept" });
  expect(await skopeoTags()).toEqual(["other", "rescued"]);
});

test("a protected tag is no part of a plan, nor one that is protected while the plan waits", async () => {
  const protect = (tags: string) => storeProtections(db, [{ tags, registries: "*", repositories: "*" }]);
  await protect("v1");
  await pushImage(bench.registry, repository, ["v1", "v2", "v3"].map(parseTag), await imageOf("image"));
  const id = await planFor(["v1", "v2", "v3"].map(parseTag));
  expect((await readPlan(db, id)).forecast).toMatchObject({ tags: 2, manifests: 0 });
  await applyPlan(db, id, person);
  await protect("v[12]");
  await carryOut(id);
  expect((await itemOf(id, "v1"))?.problem).toMatchObject({ code: "TAG_PROTECTED" });
  expect((await itemOf(id, "v2"))?.problem).toMatchObject({ code: "TAG_PROTECTED" });
  expect(await skopeoTags()).toEqual(["v1", "v2"]);
});

test("what failed can be tried again", async () => {
  await pushImage(bench.registry, repository, ["v1", "v2"].map(parseTag), await imageOf("old"));
  const id = await planFor([parseTag("v1")]);
  await applyPlan(db, id, person);
  const items = await readItems(db, id, { states: ["planned"] });
  await db
    .updateTable("cleanup_items")
    .set({ state: "failed", problem_code: "DENIED" })
    .where("plan", "=", id)
    .execute();
  await updatePlan(db, id, { state: "done" });
  expect(items.length).toBeGreaterThan(0);
  await retryPlan(db, id);
  await carryOut(id);
  expect((await readPlan(db, id)).counts).toMatchObject({ failed: 0, deleted: 1 });
  expect(await skopeoTags()).toEqual(["v2"]);
});

describe("undoing", () => {
  /** An index with a signature under cosign's tag, an image on two tags, and one that stays. */
  async function push(): Promise<void> {
    const index = buildIndex({
      children: [{ image: await imageOf("amd64") }, { image: await imageOf("arm64", "oci", "arm64") }],
    });
    const digest = await pushImage(bench.registry, repository, [parseTag("multi")], index);
    const signature = parseTag(`${digest.replace(":", "-")}.sig`);
    await pushImage(bench.registry, repository, [signature], await imageOf("signature"));
    await pushImage(
      bench.registry,
      repository,
      ["v1", "v2"].map(parseTag),
      await imageOf("shared", "docker"),
    );
    await pushImage(bench.registry, repository, [parseTag("stays")], await imageOf("stays"));
  }

  /** Every manifest of the repository with its bytes, by the registry's own API. */
  async function everything(): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    const read = async (reference: string): Promise<void> => {
      if (found.has(reference)) return;
      const response = await fetch(`${bench.server.url}/v2/${repository}/manifests/${reference}`, {
        headers: {
          accept:
            "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json",
        },
      });
      const text = await response.text();
      found.set(
        reference,
        `${response.headers.get("docker-content-digest")} ${response.headers.get("content-type")} ${text}`,
      );
      const { manifests = [] } = JSON.parse(text) as { manifests?: { digest: string }[] };
      for (const { digest } of manifests) await read(digest);
    };
    for (const tag of await skopeoTags()) await read(tag);
    return found;
  }

  test("brings every digest back bit for bit, with the tags on it, as long as nothing was collected", async () => {
    await push();
    const before = await everything();
    const id = await planFor(["multi", "v1", "v2"].map(parseTag));
    await applyPlan(db, id, person);
    await carryOut(id);
    expect(await skopeoTags()).toEqual(["stays"]);
    await askUndo(db, id);
    await undoItems(context, id, signal);
    expect([...(await everything())].toSorted()).toEqual([...before].toSorted());
    expect((await readPlan(db, id)).counts).toMatchObject({ deleted: 0, restored: 9 });
    expect((await storedTagRows(db, slug, repository)).map(({ tag }) => tag)).toEqual([
      ...(await skopeoTags()),
    ]);
  });

  test("of one tag brings back what went along with it, and no more", async () => {
    await push();
    const id = await planFor(["multi", "v1", "v2"].map(parseTag));
    await applyPlan(db, id, person);
    await carryOut(id);
    const multi = await itemOf(id, "multi");
    await askUndo(db, id, [multi?.position ?? -1]);
    await undoItems(context, id, signal);
    const [signature = ""] = (await skopeoTags()).filter((tag) => tag.endsWith(".sig"));
    expect(await skopeoTags()).toEqual(["multi", signature, "stays"].toSorted());
  });

  test("leaves a tag where it is that was pushed again", async () => {
    await push();
    const id = await planFor(["v1", "v2"].map(parseTag));
    await applyPlan(db, id, person);
    await carryOut(id);
    const pushed = await pushImage(
      bench.registry,
      repository,
      [parseTag("v1")],
      await imageOf("pushed again"),
    );
    await askUndo(db, id);
    await undoItems(context, id, signal);
    expect(await itemOf(id, "v1")).toMatchObject({ undo: { state: "occupied" } });
    expect(await itemOf(id, "v2")).toMatchObject({ undo: { state: "restored" } });
    expect((await bench.tagsByApi()).get(`${repository}:v1`)).toBe(pushed);
  });

  test("says which blobs are gone, and puts nothing back that could not be pulled", async () => {
    await push();
    const id = await planFor(["multi", "v1", "v2"].map(parseTag));
    await applyPlan(db, id, person);
    await carryOut(id);
    await bench.collect();
    await askUndo(db, id);
    await undoItems(context, id, signal);
    expect((await itemOf(id, "v1"))?.undo).toMatchObject({
      state: "failed",
      problem: { code: "UNDO_BLOBS_GONE" },
    });
    expect(await skopeoTags()).toEqual(["stays"]);
  });

  test("does not believe distribution 2.8 that it took what its collection has deleted, and works once that was started again", async () => {
    const child = await imageOf("amd64");
    const digest = await pushImage(bench.registry, repository, [parseTag("v1")], child);
    const index = buildIndex({ children: [{ image: child }] });
    await pushImage(bench.registry, repository, [parseTag("multi")], index);
    const id = await planFor([parseTag("multi")]);
    await applyPlan(db, id, person);
    await carryOut(id);
    // The index goes, and all that it names stays.
    await bench.collect();
    await askUndo(db, id);
    await undoItems(context, id, signal);
    const there = async () => [...(await bench.tagsByApi())].toSorted();
    const all = [
      [`${repository}:multi`, index.content.digest],
      [`${repository}:v1`, digest],
    ];
    if ((await registryMajor()) === 3) {
      expect(await there()).toEqual(all);
      return;
    }
    expect((await itemOf(id, "multi"))?.undo).toMatchObject({
      state: "failed",
      problem: { code: "UNDO_NOT_TAKEN" },
    });
    expect(await there()).toEqual(all.slice(1));

    await bench.server.stop();
    const { port } = new URL(bench.server.url);
    const again = await startRegistry({ storage: bench.server.dataDir, port: Number(port) });
    try {
      await askUndo(db, id);
      await undoItems(context, id, signal);
      expect((await itemOf(id, "multi"))?.undo).toMatchObject({ state: "restored" });
      expect(await there()).toEqual(all);
    } finally {
      await again.stop();
    }
  });

  test("puts the manifest back first where somebody has deleted it since", async () => {
    const image = await imageOf("shared");
    const digest = await pushImage(bench.registry, repository, ["v1", "v2"].map(parseTag), image);
    await pushImage(bench.registry, repository, [parseTag("stays")], await imageOf("stays"));
    const id = await planFor([parseTag("v1")]);
    await applyPlan(db, id, person);
    await carryOut(id);
    await deleteManifest(bench.registry, repository, digest);
    await askUndo(db, id);
    await undoItems(context, id, signal);
    expect(await skopeoTags()).toEqual(["stays", "v1"]);
  });
});

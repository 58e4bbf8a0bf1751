import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startRegistry } from "#e2e/registry/start-registry.ts";
import { takeManifest } from "#e2e/registry/take-manifest.ts";
import { placeholderArtifactType } from "#lib/oci/placeholder-type.ts";
import { parseTag } from "#lib/oci/reference.ts";
import { putManifest } from "#lib/registry/manifests.ts";
import { type FaultyProxy, startFaultyProxy } from "#lib/registry/test-faulty-proxy.ts";
import { uploadBlob } from "#lib/registry/uploads.ts";
import { emptyBlob, placeholderFor } from "../placeholder.ts";
import { type Bench, imageOf, named, startBench } from "../test-bench.ts";
import { withDetails } from "./item-details.ts";
import { readItems } from "./item-rows.ts";
import { readPlan, updatePlan } from "./plan-rows.ts";
import { retryPlan } from "./steer.ts";
import { carryOut, itemOf, planFor } from "./test-plans.ts";

let bench: Bench;
let proxy: FaultyProxy;
beforeAll(async () => {
  bench = await startBench({}, async ({ url }) => {
    proxy = await startFaultyProxy(url, { byDigestAlone: true });
    return proxy.url;
  });
});
afterEach(() => {
  proxy.fault = () => "none";
});
afterAll(async () => {
  await bench.stop();
  await proxy.stop();
});

const deletesManifest = (method: string, path: string) =>
  method === "DELETE" && path.includes("/manifests/sha256");

/** The deletion that only asks whether deleting works, which comes first. */
function exceptTheFirst(fault: (method: string, path: string) => Awaited<ReturnType<FaultyProxy["fault"]>>) {
  let asked = false;
  return (method: string, path: string) => {
    if (!deletesManifest(method, path)) return fault(method, path);
    const first = !asked;
    asked = true;
    return first ? "none" : fault(method, path);
  };
}

test("where deletion is disabled the plan says so, and a tag stays exactly as it was", async () => {
  const locked = await startBench({ deletion: false });
  try {
    const digest = await locked.push("app", ["1", "latest"], await imageOf("locked"));
    const plan = await planFor(locked.context, "app", ["1"]);
    expect((await readPlan(locked.context.db, plan)).blocked).toMatchObject({
      code: "DELETION_DISABLED",
      params: { registry: "Bench" },
    });
    const before = await locked.get("app", "1");
    const { itemOf: became } = await carryOut(locked.context, plan);
    expect(became("1")).toMatchObject({ state: "failed", problem: { code: "DELETION_DISABLED" } });
    expect(before).toMatchObject({ status: 200, digest });
    expect(await locked.get("app", "1")).toEqual(before);
  } finally {
    await locked.stop();
  }
});

describe("when the placeholder cannot be deleted", () => {
  test("the tag is put back where it was", async () => {
    const digest = await bench.push("put-back", ["1", "2"], await imageOf("put back"));
    const plan = await planFor(bench.context, "put-back", ["1"]);
    proxy.fault = exceptTheFirst((method, path) =>
      deletesManifest(method, path) ? { status: 500 } : "none",
    );
    const { itemOf: became, plan: ended } = await carryOut(bench.context, plan);
    expect(became("1")).toMatchObject({ state: "failed", problem: { code: "SERVER_ERROR" } });
    expect(ended.problem).toBeNull();
    expect(await bench.get("put-back", "1")).toMatchObject({ status: 200, digest });
    expect(await bench.skopeoReads("put-back:1")).toBe(true);
  });

  test("a tag that somebody pushed meanwhile is theirs, and not put back", async () => {
    await bench.push("pushed", ["1"], await imageOf("old"));
    const theirs = await imageOf("new");
    const plan = await planFor(bench.context, "pushed", ["1"]);
    proxy.fault = exceptTheFirst((method, path) => {
      if (!deletesManifest(method, path)) return "none";
      proxy.fault = () => "none";
      return { status: 500 };
    });
    const inner = proxy.fault;
    proxy.fault = async (method, path) => {
      const fault = await inner(method, path);
      if (typeof fault === "object") await bench.push("pushed", ["1"], theirs);
      return fault;
    };
    const { itemOf: became } = await carryOut(bench.context, plan);
    expect(became("1")).toMatchObject({ state: "moved", found: theirs.content.digest });
    expect(await bench.get("pushed", "1")).toMatchObject({ digest: theirs.content.digest });
  });

  test("but was, and only the answer got lost, the tag counts as deleted", async () => {
    await bench.push("lost", ["1", "2"], await imageOf("lost"));
    const plan = await planFor(bench.context, "lost", ["1"]);
    proxy.fault = exceptTheFirst((method, path) =>
      deletesManifest(method, path) ? "carry-out-and-cut" : "none",
    );
    const { states } = await carryOut(bench.context, plan);
    expect(states["1"]).toBe("deleted");
    expect(await bench.skopeoTags("lost")).toEqual(["2"]);
  });
});

/** Tries a plan again that could not go on. */
async function tryAgain(plan: string): Promise<void> {
  await updatePlan(bench.context.db, plan, { state: "failed" });
  await retryPlan(bench.context.db, plan);
}

describe("a registry that dies halfway", () => {
  test("and is not there any more leaves planned what was not tried", async () => {
    let own: FaultyProxy | undefined;
    const dying = await startBench({}, async ({ url }) => {
      own = await startFaultyProxy(url, { byDigestAlone: true });
      return own.url;
    });
    const tags = Array.from({ length: 40 }, (_, index) => `v${index}`);
    await dying.push("away", [...tags, "stays"], await imageOf("away"));
    const plan = await planFor(dying.context, "away", tags);
    let stopped: Promise<void> | undefined;
    if (own !== undefined) {
      own.fault = exceptTheFirst((method, path) => {
        if (!deletesManifest(method, path)) return "none";
        stopped ??= own?.stop();
        return "cut";
      });
    }
    await expect(carryOut(dying.context, plan)).rejects.toMatchObject({
      code: expect.stringMatching(/^CONNECTION_/),
    });
    const left = await readItems(dying.context.db, plan, { states: ["planned", "begun"], kind: "tag" });
    expect(left.length).toBeGreaterThan(20);
    await stopped;
    await dying.stop();
  });

  test("leaves a placeholder that is told of, recognised, and deleted the second time", async () => {
    const digest = await bench.push("dying", ["1", "2"], await imageOf("dying"));
    const plan = await planFor(bench.context, "dying", ["1"]);
    let dead = false;
    proxy.fault = exceptTheFirst((method, path) => {
      dead ||= deletesManifest(method, path);
      return dead ? "cut" : "none";
    });
    await expect(carryOut(bench.context, plan)).rejects.toMatchObject({ code: "CONNECTION_LOST" });

    proxy.fault = () => "none";
    const left = await bench.get("dying", "1");
    expect(left.body).toContain(placeholderArtifactType);
    expect(left.body).toContain(digest);
    expect(await bench.get("dying", "2")).toMatchObject({ status: 200, digest });

    // The same plan again, with the digest of before: it is finished, not told as moved.
    await tryAgain(plan);
    const { states } = await carryOut(bench.context, plan);
    expect(states["1"]).toBe("deleted");
    expect(await bench.skopeoTags("dying")).toEqual(["2"]);
  });

  test("is told of for each tag, and no tag is lost or invented", async () => {
    const tags = Array.from({ length: 30 }, (_, index) => `v${index}`);
    await bench.push("many", [...tags, "stays"], await imageOf("many"));
    const plan = await planFor(bench.context, "many", tags);
    let deletions = 0;
    proxy.fault = (method, path) => {
      if (deletesManifest(method, path)) deletions += 1;
      return deletions > 10 ? { status: 503 } : "none";
    };
    await expect(carryOut(bench.context, plan)).rejects.toMatchObject({ status: 503 });
    proxy.fault = () => "none";

    const told = await readItems(bench.context.db, plan, { kind: "tag" });
    // Those not tried, since nobody had answered for a while, stay begun: they are gone on with.
    const states = new Set(told.map(({ state }) => state).filter((state) => state !== "begun"));
    expect(states).toEqual(new Set(["deleted", "failed"]));
    const deleted = told.filter(({ state }) => state === "deleted").map(({ reference }) => reference);
    expect(deleted.length).toBeGreaterThan(0);
    expect(deleted.length).toBeLessThan(30);
    const there = await bench.skopeoTags("many");
    expect(there.toSorted()).toEqual([...tags.filter((tag) => !deleted.includes(tag)), "stays"].toSorted());

    await tryAgain(plan);
    const { plan: ended } = await carryOut(bench.context, plan);
    expect(ended.tagCounts).toMatchObject({ deleted: 30, failed: 0 });
    expect(await bench.skopeoTags("many")).toEqual(["stays"]);
    expect(await bench.skopeoReads("many:stays")).toBe(true);
  });
});

describe("a placeholder left over from a crash", () => {
  async function leave(repository: string, tag: string, replaced: Parameters<typeof placeholderFor>[0]) {
    const { registry } = bench.context;
    const placeholder = placeholderFor(replaced, "0".repeat(32));
    await uploadBlob(registry, named(repository), emptyBlob);
    await putManifest(registry, named(repository), parseTag(tag), placeholder.bytes, placeholder.mediaType);
    return placeholder;
  }

  test("is recognised by the plan and can be deleted like any tag", async () => {
    const digest = await bench.push("crashed", ["1", "2"], await imageOf("crashed"));
    const placeholder = await leave("crashed", "1", digest);
    const plan = await planFor(bench.context, "crashed", ["1"]);
    const [item] = await withDetails(bench.context.db, "bench", plan, [
      await itemOf(bench.context, plan, "1"),
    ]);
    expect(item).toMatchObject({
      digest: placeholder.digest,
      summary: { artifactType: placeholderArtifactType },
    });
    const { states } = await carryOut(bench.context, plan);
    expect(states["1"]).toBe("deleted");
    expect(await bench.skopeoTags("crashed")).toEqual(["2"]);
  });
});

test("a tag with nothing behind it is deleted too", async () => {
  const digest = await bench.push("dangling", ["1", "2"], await imageOf("dangling"));
  const other = await bench.push("dangling", ["2"], await imageOf("whole"));
  await takeManifest(bench.server.dataDir, "dangling", digest);
  expect((await bench.get("dangling", "1")).status).toBe(404);
  expect(await bench.skopeoTags("dangling")).toEqual(["1", "2"]);

  const plan = await planFor(bench.context, "dangling", ["1"]);
  expect(await itemOf(bench.context, plan, "1")).toMatchObject({ state: "planned", digest: null });
  const { states } = await carryOut(bench.context, plan);
  expect(states["1"]).toBe("deleted");
  expect(await bench.skopeoTags("dangling")).toEqual(["2"]);
  expect(await bench.get("dangling", "2")).toMatchObject({ status: 200, digest: other });
});

test("a tag whose manifest went between plan and deletion, but which is still listed, is deleted and not called gone", async () => {
  const digest = await bench.push("emptied", ["1"], await imageOf("emptied"));
  const other = await bench.push("emptied", ["2"], await imageOf("whole"));
  const plan = await planFor(bench.context, "emptied", ["1"]);
  expect(await itemOf(bench.context, plan, "1")).toMatchObject({ digest });
  // As distribution 2.8 leaves it where it fails between the manifest and its tags.
  await takeManifest(bench.server.dataDir, "emptied", digest);
  expect((await bench.get("emptied", "1")).status).toBe(404);
  expect(await bench.skopeoTags("emptied")).toEqual(["1", "2"]);

  const { states } = await carryOut(bench.context, plan);

  expect(states["1"]).toBe("deleted");
  expect(await bench.skopeoTags("emptied")).toEqual(["2"]);
  expect(await bench.get("emptied", "2")).toMatchObject({ status: 200, digest: other });
});

test("an account that may not delete is told so, and nothing is touched", async () => {
  const digest = await bench.push("forbidden", ["1", "2"], await imageOf("forbidden"));
  proxy.fault = (method) => (method === "DELETE" ? { status: 403 } : "none");
  const plan = await planFor(bench.context, "forbidden", ["1"]);
  expect((await readPlan(bench.context.db, plan)).blocked).toMatchObject({ code: "DENIED" });
  const { itemOf: became } = await carryOut(bench.context, plan);
  expect(became("1")).toMatchObject({ state: "failed", problem: { code: "DENIED" } });
  expect(await bench.get("forbidden", "1")).toMatchObject({ digest });
});

test("a registry that is not there any more fails the plan in words", async () => {
  const gone = await startRegistry();
  const { context, stop } = await startBench({}, async () => gone.url);
  await gone.stop();
  await expect(planFor(context, "app", ["1"])).rejects.toMatchObject({
    code: "CONNECTION_REFUSED",
  });
  await stop();
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyTags } from "#lib/index/refresh-tags.ts";
import { storeTagList } from "#lib/index/store-tags.ts";
import { parseTag } from "#lib/oci/reference.ts";
import { buildIndex } from "#scripts/samples/image.ts";
import { type Bench, imageOf, named, startBench } from "../test-bench.ts";
import { choiceOf } from "./choice.ts";
import { composePlan } from "./compose.ts";
import { withDetails } from "./item-details.ts";
import { readItems } from "./item-rows.ts";
import { readPlan } from "./plan-rows.ts";
import { cancelPlan, leaveOut, retryPlan } from "./steer.ts";
import { planFor } from "./test-plans.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.stop());

async function placeOf(plan: string, reference: string): Promise<number | undefined> {
  return (await readItems(bench.context.db, plan)).find((item) => item.reference === reference)?.position;
}

describe("taking something out of a plan", () => {
  test("leaves every other item at the place by which it is named", async () => {
    const index = buildIndex({
      children: [{ image: await imageOf("a") }, { image: await imageOf("b", "oci", "arm64") }],
    });
    await bench.push("places", ["multi"], index);
    await bench.push("places", ["single"], await imageOf("single"));
    await bench.push("places", ["stays"], await imageOf("stays"));
    const plan = await planFor(bench.context, "places", ["multi", "single"]);
    const { db } = bench.context;
    const before = new Map((await readItems(db, plan)).map((item) => [item.reference, item.position]));
    const multi = await placeOf(plan, "multi");
    await leaveOut(db, plan, [multi ?? -1], true);
    await composePlan(bench.context, plan, false);
    const after = await readItems(db, plan, { part: "goes" });
    expect(after.map(({ reference }) => reference)).toHaveLength(2);
    for (const { reference, position } of after) expect(position).toBe(before.get(reference));
    const stays = await readItems(db, plan, { part: "stays" });
    expect(stays.map(({ reference }) => reference)).toContain("multi");
    expect((await readPlan(db, plan)).forecast).toMatchObject({ tags: 1, manifests: 1, tagsLeft: 2 });
  });

  test("has to wait until the plan is made, which would be made without it", async () => {
    await bench.push("wait", ["1", "2"], await imageOf("wait"));
    const plan = await planFor(bench.context, "wait", ["1"]);
    const { db } = bench.context;
    await leaveOut(db, plan, [0], true);
    await expect(leaveOut(db, plan, [0], false)).rejects.toMatchObject({ code: "PLAN_NOT_READY" });
  });
});

test("a tag that was listed and never read is chosen where it points, and goes", async () => {
  await bench.push("unread", ["1", "2"], await imageOf("unread"));
  const { db } = bench.context;
  const repository = named("unread");
  await storeTagList(db, "bench", repository, ["1", "2"].map(parseTag), Date.now());
  const selected = { kind: "some", tags: [parseTag("1")] } as const;
  const choice = await choiceOf(bench.context, { repository, selected, seen: new Map(), untagged: [] });
  expect(choice.tags).toMatchObject([{ tag: "1", digest: expect.stringMatching(/^sha256:/) }]);
});

test("a tag that was seen with nothing behind it is not taken for the image that the index has there", async () => {
  await bench.push("emptied", ["1"], await imageOf("emptied"));
  const repository = named("emptied");
  await verifyTags(bench.context, repository, [parseTag("1")]);
  const selected = { kind: "some", tags: [parseTag("1")] } as const;
  const seen = new Map([[parseTag("1"), null]]);
  const choice = await choiceOf(bench.context, { repository, selected, seen, untagged: [] });
  expect(choice.tags).toEqual([{ tag: "1", digest: null }]);
});

test("a plan says how many tags stay, whether a repository is emptied, and who shares a digest", async () => {
  await bench.push("facts", ["1", "latest"], await imageOf("one"));
  await bench.push("facts", ["2"], await imageOf("two"));
  const { db } = bench.context;
  const some = await planFor(bench.context, "facts", ["1", "2"]);
  expect((await readPlan(db, some)).forecast).toMatchObject({ tagsLeft: 1, emptied: 0, latest: 0 });
  const items = await withDetails(db, "bench", some, await readItems(db, some, { kind: "tag" }));
  expect(items.map(({ reference, others }) => [reference, others])).toEqual([
    ["1", { tags: ["latest"], count: 1 }],
    ["2", { tags: [], count: 0 }],
  ]);
  expect(items[0]?.summary).toMatchObject({ kind: "manifest" });
  const all = await planFor(bench.context, "facts", ["1", "2", "latest"]);
  expect((await readPlan(db, all)).forecast).toMatchObject({ tagsLeft: 0, emptied: 1, latest: 1 });
});

test("a plan says before it is carried out that the registry deletes nothing, or may not be changed", async () => {
  const locked = await startBench({ deletion: false });
  try {
    await locked.push("app", ["1", "2"], await imageOf("locked"));
    const { db } = locked.context;
    expect((await readPlan(db, await planFor(locked.context, "app", ["1"]))).blocked).toMatchObject({
      code: "DELETION_DISABLED",
      params: { registry: "Bench" },
    });
  } finally {
    await locked.stop();
  }
  await bench.push("free", ["1", "2"], await imageOf("free"));
  const { db } = bench.context;
  expect((await readPlan(db, await planFor(bench.context, "free", ["1"]))).blocked).toBeNull();
  expect(
    (await readPlan(db, await planFor(bench.context, "free", ["1"], { readOnly: true }))).blocked,
  ).toMatchObject({
    code: "READ_ONLY",
  });
});

test("a plan that was cancelled does not go on when somebody tries it again", async () => {
  await bench.push("cancelled", ["1", "2"], await imageOf("cancelled"));
  const { db } = bench.context;
  const plan = await planFor(bench.context, "cancelled", ["1"]);
  await db.updateTable("cleanup_plans").set({ state: "running" }).where("id", "=", plan).execute();
  await cancelPlan(db, plan);
  await expect(retryPlan(db, plan)).rejects.toMatchObject({ code: "PLAN_NOT_READY" });
});

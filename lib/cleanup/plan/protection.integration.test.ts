import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { storeProtections } from "#lib/settings/protection.ts";
import { type Bench, imageOf, startBench } from "../test-bench.ts";
import { withDetails } from "./item-details.ts";
import { countItems } from "./item-rows.ts";
import { readPlan } from "./plan-rows.ts";
import { carryOut, itemOf, planFor } from "./test-plans.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.stop());

const everywhere = { registries: "*", repositories: "*" } as const;
beforeEach(() => storeProtections(bench.context.db, [{ tags: "prod-*", ...everywhere }]));

describe("a protected tag", () => {
  test("is told apart by a plan, and stays", async () => {
    const { context } = bench;
    const digest = await bench.push("shown", ["1", "prod-1", "2"], await imageOf("shown"));
    const plan = await planFor(context, "shown", ["1", "prod-1"]);
    expect(await itemOf(context, plan, "prod-1")).toMatchObject({
      state: "failed",
      problem: {
        code: "TAG_PROTECTED",
        message:
          "shown:prod-1 is protected by the pattern prod-*: nothing deletes it. An administrator can change the pattern under Settings, Protected tags.",
      },
    });
    const [one, kept] = await withDetails(context.db, "bench", plan, [
      await itemOf(context, plan, "1"),
      await itemOf(context, plan, "prod-1"),
    ]);
    expect(one).toMatchObject({ digest, others: { tags: ["2", "prod-1"], count: 2 } });
    expect(kept?.problem?.params).toEqual({ repository: "shown", tag: "prod-1", pattern: "prod-*" });
    expect((await readPlan(context.db, plan)).forecast).toMatchObject({ tags: 1, tagsLeft: 2 });
    const { states } = await carryOut(context, plan);
    expect(states).toEqual({ "1": "deleted", "prod-1": "failed" });
    expect(await bench.skopeoTags("shown")).toEqual(["2", "prod-1"]);
    expect(await bench.skopeoReads("shown:prod-1")).toBe(true);
  });

  test("that was protected after the plan was begun is not deleted either", async () => {
    const { context } = bench;
    await storeProtections(context.db, []);
    const names = Array.from({ length: 12 }, (_, number) => `late-${number}`);
    await bench.push("late", names, await imageOf("late"));
    const plan = await planFor(context, "late", names);
    const protecting = async () => {
      await vi.waitUntil(async () => (await countItems(context.db, plan, { states: ["deleted"] })) > 0, {
        interval: 2,
        timeout: 20_000,
      });
      await storeProtections(context.db, [{ tags: "late-*", ...everywhere }]);
    };
    const [{ states }] = await Promise.all([carryOut(context, plan), protecting()]);
    const failed = names.filter((name) => states[name] === "failed");
    expect(failed.length).toBeGreaterThan(0);
    expect(await bench.skopeoTags("late")).toEqual(failed.toSorted());
  });

  test("keeps a manifest that was to go by its digest", async () => {
    const digest = await bench.push("by-digest", ["1", "prod-1"], await imageOf("by-digest"));
    const plan = await planFor(bench.context, "by-digest", ["1"], { untagged: [digest] });
    await carryOut(bench.context, plan);
    expect(await itemOf(bench.context, plan, digest)).toMatchObject({
      state: "stays",
      holder: { by: "tag", tag: "prod-1" },
    });
    expect(await bench.skopeoReads("by-digest:prod-1")).toBe(true);
  });
});

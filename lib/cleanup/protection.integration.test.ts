import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parseTag } from "#lib/oci/reference.ts";
import { storeProtections } from "#lib/settings/protection.ts";
import { buildIndex } from "#scripts/samples/image.ts";
import { protectedAgainst } from "./protected.ts";
import { runDeletion } from "./run.ts";
import { type Bench, carryOut, imageOf, named, startBench } from "./test-bench.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.stop());

const everywhere = { registries: "*", repositories: "*" } as const;
beforeEach(() => storeProtections(bench.context.db, [{ tags: "prod-*", ...everywhere }]));

describe("a protected tag", () => {
  test("is told apart by the preview, and stays", async () => {
    const digest = await bench.push("shown", ["1", "prod-1", "2"], await imageOf("shown"));
    const preview = await bench.preview("shown", ["1", "prod-1"]);
    expect(preview.protected).toMatchObject([{ tag: "prod-1", pattern: { tags: "prod-*" } }]);
    expect(preview.tags).toMatchObject([{ tag: "1", digest, staying: ["2", "prod-1"] }]);
    expect(preview.stayingTags).toBe(2);
  });

  test("is not deleted by a deletion that names it all the same, and says what to do", async () => {
    const digest = await bench.push("named", ["1", "prod-1"], await imageOf("named"));
    const preview = await bench.preview("named", ["1"]);
    const tags = [...preview.tags, { tag: parseTag("prod-1"), digest }];
    const { outcomes } = await carryOut(bench, { ...preview, tags: tags.map(chosen) }, [digest]);
    expect(outcomes).toEqual([
      { tag: "1", state: "deleted", method: "placeholder" },
      {
        tag: "prod-1",
        state: "failed",
        problem: {
          code: "TAG_PROTECTED",
          message:
            "named:prod-1 is protected by the pattern prod-*: nothing deletes it. An administrator can change the pattern under Settings, Protected tags.",
          params: { repository: "named", tag: "prod-1", pattern: "prod-*" },
        },
      },
    ]);
    expect(await bench.skopeoTags("named")).toEqual(["prod-1"]);
    expect(await bench.skopeoReads("named:prod-1")).toBe(true);
    expect(await bench.get("named", "prod-1")).toMatchObject({ status: 200, digest });
  });

  test("that was protected after the deletion had begun is not deleted either", async () => {
    await storeProtections(bench.context.db, []);
    const names = Array.from({ length: 12 }, (_, number) => `late-${number}`);
    const digest = await bench.push("late", names, await imageOf("late"));
    const deleted: string[] = [];
    const running = runDeletion(bench.context, {
      repository: named("late"),
      tags: names.map((name) => ({ tag: parseTag(name), digest })),
      untagged: [],
    });
    const failed: string[] = [];
    for await (const event of running) {
      if (event.type !== "tag") continue;
      if (deleted.length === 0) await storeProtections(bench.context.db, [{ tags: "late-*", ...everywhere }]);
      (event.outcome.state === "deleted" ? deleted : failed).push(event.outcome.tag);
    }
    expect(failed.length).toBeGreaterThan(0);
    expect(await bench.skopeoTags("late")).toEqual(failed.toSorted());
  });

  test("keeps a manifest that was to go by its digest", async () => {
    const digest = await bench.push("by-digest", ["1", "prod-1"], await imageOf("by-digest"));
    const preview = await bench.preview("by-digest", ["1"]);
    const { events } = await carryOut(bench, preview, [digest]);
    expect(events).toContainEqual({
      type: "untagged",
      outcome: { digest, state: "kept", reachedBy: ["prod-1"] },
    });
    expect(await bench.skopeoReads("by-digest:prod-1")).toBe(true);
  });
});

describe("a request that is passed on to the registry as it is", () => {
  const against = (repository: string, reference: string) =>
    protectedAgainst(bench.context, named(repository), reference as ReturnType<typeof parseTag>);

  test("would take a protected tag along by its name, its digest, or the digest of one of its platforms", async () => {
    const amd64 = await imageOf("asked-amd");
    const index = buildIndex({ children: [{ image: amd64 }] });
    const digest = await bench.push("asked", ["prod-2", "other"], index);
    await bench.push("asked", ["free"], await imageOf("asked-free"));
    for (const reference of ["prod-2", digest, amd64.content.digest, "other"]) {
      expect(await against("asked", reference), reference).toMatchObject({
        code: "TAG_PROTECTED",
        params: { repository: "asked", tag: "prod-2", pattern: "prod-*" },
      });
    }
    expect(await against("asked", "free")).toBeNull();
    expect(await against("asked", "none")).toBeNull();
    expect(await against("nowhere", digest)).toBeNull();
  });

  test("asks nothing where no pattern speaks of the repository", async () => {
    await storeProtections(bench.context.db, [
      { tags: "*", registries: ["elsewhere"], repositories: "*" },
      { tags: "*", registries: "*", repositories: ["team/*"] },
    ]);
    await bench.push("open", ["1"], await imageOf("open"));
    expect(await against("open", "1")).toBeNull();
  });
});

const chosen = (tag: Parameters<typeof runDeletion>[1]["tags"][number]) => ({
  ...tag,
  summary: null,
  staying: [],
});

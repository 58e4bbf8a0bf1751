import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Tag } from "#lib/oci/reference.ts";
import { storeProtections } from "#lib/settings/protection.ts";
import { buildIndex } from "#scripts/samples/image.ts";
import { protectedAgainst } from "./protected.ts";
import { type Bench, imageOf, named, startBench } from "./test-bench.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.stop());

const everywhere = { registries: "*", repositories: "*" } as const;
beforeEach(() => storeProtections(bench.context.db, [{ tags: "prod-*", ...everywhere }]));

describe("a request that is passed on to the registry as it is", () => {
  const against = (repository: string, reference: string) =>
    protectedAgainst(bench.context, named(repository), reference as Tag);

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

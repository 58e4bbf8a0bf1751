import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { image, manifest, openTestIndex, type TestIndex, tag } from "#lib/index/search/test-search-index.ts";
import { policySchema } from "#lib/oci/retention/policy.ts";
import { storeProtections } from "#lib/settings/protection.ts";
import { previewPolicy } from "./preview.ts";
import type { PreviewView } from "./preview-window.ts";

let index: TestIndex;
beforeEach(async () => {
  index = openTestIndex();
  for (const name of ["1.0", "1.1", "1.2", "pr-1"]) await image(index, `a/app:${name}`);
  await image(index, "b/app:pr-2");
});
afterEach(() => index.db.destroy());

const now = Date.UTC(2026, 0, 2);

function preview(view: Partial<PreviewView> = {}, tags = ["pr-*"]) {
  const rules = [
    { action: "keep", tags: ["1.1"] },
    { action: "delete", tags },
  ];
  return previewPolicy(index.db, {
    registry: "prod",
    policy: policySchema.parse({ name: "p", rules }),
    above: [],
    now,
    view: { show: "all", search: "", offset: 0, limit: 100, ...view },
  });
}

const names = (rows: Awaited<ReturnType<typeof preview>>["rows"]) =>
  rows.map((row) => (row.kind === "tag" ? `${row.tag} ${row.goes ? "goes" : "stays"}` : row.repository));

describe("a preview", () => {
  test("counts all, and lists tags below their repositories from the newest", async () => {
    const found = await preview();
    expect(found).toMatchObject({
      goes: 2,
      stays: 3,
      unspoken: 2,
      protected: 0,
      byRule: [1, 2],
      repositories: 2,
    });
    expect(names(found.rows)).toEqual([
      "a/app",
      "1.2 stays",
      "1.1 stays",
      "1.0 stays",
      "pr-1 goes",
      "b/app",
      "pr-2 goes",
    ]);
    expect(found.rows[0]).toMatchObject({ goes: 1, stays: 3 });
  });

  test("gives any window of its rows", async () => {
    const all = (await preview()).rows;
    for (let offset = 0; offset <= all.length; offset += 1) {
      for (const limit of [1, 2, 3, 100]) {
        const { rows, total } = await preview({ offset, limit });
        expect([total, names(rows)]).toEqual([7, names(all.slice(offset, offset + limit))]);
      }
    }
  });

  test("shows what goes or stays alone, or what has a text in its name, with the same counts", async () => {
    const goes = await preview({ show: "goes" });
    expect(names(goes.rows)).toEqual(["a/app", "pr-1 goes", "b/app", "pr-2 goes"]);
    expect(goes).toMatchObject({ goes: 2, stays: 3, total: 4 });
    expect(names((await preview({ show: "stays", search: "A/APP:1.1" })).rows)).toEqual([
      "a/app",
      "1.1 stays",
    ]);
    expect(await preview({ search: "nothing" })).toMatchObject({ total: 0, rows: [], goes: 2 });
  });

  test("is found out anew when the index, or what is protected, has changed", async () => {
    const before = await preview();
    expect((await preview({ show: "goes" })).took).toBe(0);
    await tag(index, "b/app:pr-3", "b/app:pr-3", await manifest(index, "b/app:pr-3"));
    expect((await preview()).goes).toBe(before.goes + 1);
    await storeProtections(index.db, [{ tags: "pr-1", registries: "*", repositories: "*" }]);
    expect(await preview()).toMatchObject({ goes: before.goes, protected: 1 });
  });

  test("is another one for another rule, of the same tags", async () => {
    await preview();
    expect(await preview({}, ["1.*"])).toMatchObject({ goes: 2, byRule: [1, 2] });
    expect(await preview({}, ["*"])).toMatchObject({ goes: 4 });
  });

  test("is given up when nobody waits for it any more", async () => {
    const left = AbortSignal.abort();
    const policy = policySchema.parse({ name: "p", rules: [{ action: "delete", tags: ["x"] }] });
    const view = { show: "all", search: "", offset: 0, limit: 1 } as const;
    const asked = previewPolicy(index.db, { registry: "prod", policy, above: [], now, view, signal: left });
    await expect(asked).rejects.toThrow("aborted");
  });
});

import { describe, expect, test } from "vitest";
import type { RepositoryRow } from "#lib/index/types.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { filterWords, type ListView, markFound, matchingRows } from "./list-view.ts";
import { flatLines, treeLines } from "./tree.ts";

const row = (
  repository: string,
  tags: number | null,
  size: number | null = 10,
  lastCreated: string | null = null,
): RepositoryRow => ({
  repository: repository as RepositoryName,
  tags,
  size,
  lastCreated,
  problem: null,
});

const rows = [
  row("team/app", 3, 100, "2024-01-01T00:00:00Z"),
  row("team/deep/worker", 1, 50, "2025-01-01T00:00:00Z"),
  row("team", 2, 5),
  row("base", null, null),
];
const view: ListView = { filter: "", layout: "flat", sort: "name", direction: "ascending" };
const names = (lines: ReturnType<typeof flatLines>) => lines.map(({ key }) => key);

test("every word of a filter must be in the name, whatever its case", () => {
  expect(matchingRows(rows, filterWords(" TEAM work ")).map(({ repository }) => repository)).toEqual([
    "team/deep/worker",
  ]);
});

test("what the filter found is marked, once where words overlap", () => {
  expect(markFound("team/app", ["am/", "m/a"])).toEqual([
    { text: "te", found: false },
    { text: "am/a", found: true },
    { text: "pp", found: false },
  ]);
});

describe("the flat list", () => {
  test("sorts by name both ways", () => {
    expect(names(flatLines(rows, view))).toEqual(["base", "team", "team/app", "team/deep/worker"]);
    expect(names(flatLines(rows, { ...view, direction: "descending" }))[0]).toBe("team/deep/worker");
  });

  test("keeps what is not known last, whichever way it is sorted", () => {
    for (const direction of ["ascending", "descending"] as const) {
      expect(names(flatLines(rows, { ...view, sort: "tags", direction })).at(-1)).toBe("base");
    }
  });

  test("sorts by the newest image", () => {
    expect(names(flatLines(rows, { ...view, sort: "created", direction: "descending" }))[0]).toBe(
      "team/deep/worker",
    );
  });
});

describe("the tree", () => {
  test("has namespaces with their totals, and a repository that is also a namespace beside it", () => {
    const lines = treeLines(rows, view, () => true);
    expect(lines.map(({ kind, key, depth }) => `${depth} ${kind} ${key}`)).toEqual([
      "0 repository base",
      "0 namespace team/",
      "1 repository team/app",
      "1 namespace team/deep/",
      "2 repository team/deep/worker",
      "0 repository team",
    ]);
    expect(lines[1]).toMatchObject({ repositories: 2, tags: 4, size: 150, created: "2025-01-01T00:00:00Z" });
  });

  test("hides what is in a folded namespace", () => {
    expect(treeLines(rows, view, () => false).map(({ key }) => key)).toEqual(["base", "team/", "team"]);
  });

  test("does not add up what is not known", () => {
    const lines = treeLines([row("x/a", 1), row("x/b", null)], view, () => false);
    expect(lines[0]).toMatchObject({ tags: null, repositories: 2 });
  });
});

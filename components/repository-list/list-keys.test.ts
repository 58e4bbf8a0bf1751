import { describe, expect, test } from "vitest";
import type { RepositoryRow } from "#lib/index/types.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { listCommand } from "./list-keys.ts";
import type { ListView } from "./list-view.ts";
import { flatLines, treeLines } from "./tree.ts";

const rows = ["base", "team/app", "team/worker"].map(
  (name): RepositoryRow => ({
    repository: name as RepositoryName,
    tags: 1,
    size: 1,
    lastCreated: null,
    problem: null,
  }),
);
const view: ListView = { filter: "", layout: "tree", sort: "name", direction: "ascending" };
const open = treeLines(rows, view, () => true);
const folded = treeLines(rows, view, () => false);
const press = (key: string, at: number, lines = open) =>
  listCommand({ key, ctrlKey: false, metaKey: false, altKey: false }, at, lines, 10);

describe("in the tree", () => {
  test("the right arrow unfolds a namespace, then goes into it", () => {
    expect(press("ArrowRight", 1, folded)).toEqual({ kind: "unfold", path: "team" });
    expect(press("ArrowRight", 1)).toEqual({ kind: "move", to: 2 });
  });

  test("the left arrow goes to the namespace around, then folds it", () => {
    expect(press("ArrowLeft", 3)).toEqual({ kind: "move", to: 1 });
    expect(press("ArrowLeft", 1)).toEqual({ kind: "fold", path: "team" });
  });

  test("the left arrow has nowhere to go at the top", () => {
    expect(press("ArrowLeft", 0)).toBeNull();
    expect(press("ArrowLeft", 1, folded)).toBeNull();
  });

  test("Enter opens a repository and turns a namespace", () => {
    expect(press("Enter", 0)).toEqual({ kind: "open" });
    expect(press("Enter", 1, folded)).toEqual({ kind: "unfold", path: "team" });
    expect(press("Enter", 1)).toEqual({ kind: "fold", path: "team" });
  });
});

test("arrows in the flat list only go up and down, and stop at its ends", () => {
  const lines = flatLines(rows, view);
  expect(press("ArrowRight", 0, lines)).toBeNull();
  expect(press("ArrowDown", 2, lines)).toEqual({ kind: "move", to: 2 });
  expect(press("End", 0, lines)).toEqual({ kind: "move", to: 2 });
});

test("keys of the browser are left to it", () => {
  expect(
    listCommand({ key: "ArrowLeft", altKey: true, ctrlKey: false, metaKey: false }, 3, open, 10),
  ).toBeNull();
});

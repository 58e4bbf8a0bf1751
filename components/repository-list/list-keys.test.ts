import { describe, expect, test } from "vitest";
import type { ListLine } from "#lib/index/list/types.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { listCommand } from "./list-keys.ts";

const repository = (name: string, depth = 0, around: number | null = null): ListLine => ({
  kind: "repository",
  key: name,
  depth,
  around,
  label: name,
  row: { repository: name as RepositoryName, tags: 1, size: 1, lastCreated: null, problem: null },
});
const namespace = (path: string, isOpen: boolean): ListLine => ({
  kind: "namespace",
  key: `${path}/`,
  depth: 0,
  around: null,
  label: path,
  path,
  open: isOpen,
  repositories: 2,
  tags: 2,
  size: 2,
  created: null,
});
const open = [
  repository("base"),
  namespace("team", true),
  repository("team/app", 1, 1),
  repository("team/worker", 1, 1),
];
const folded = [repository("base"), namespace("team", false)];
const flat = [repository("base"), repository("team/app"), repository("team/worker")];
const press = (key: string, at: number, lines: readonly ListLine[] = open) =>
  listCommand(
    { key, ctrlKey: false, metaKey: false, altKey: false },
    at,
    { count: lines.length, lineAt: (index) => lines[index] },
    10,
  );

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
  expect(press("ArrowRight", 0, flat)).toBeNull();
  expect(press("ArrowDown", 2, flat)).toEqual({ kind: "move", to: 2 });
  expect(press("End", 0, flat)).toEqual({ kind: "move", to: 2 });
});

test("keys of the browser are left to it", () => {
  const list = { count: open.length, lineAt: (index: number) => open[index] };
  expect(
    listCommand({ key: "ArrowLeft", altKey: true, ctrlKey: false, metaKey: false }, 3, list, 10),
  ).toBeNull();
});

test("keys move over lines that are not loaded, and mean nothing else there", () => {
  const list = { count: 500, lineAt: () => undefined };
  const keys = { ctrlKey: false, metaKey: false, altKey: false };
  expect(listCommand({ ...keys, key: "End" }, 0, list, 10)).toEqual({ kind: "move", to: 499 });
  expect(listCommand({ ...keys, key: "Enter" }, 499, list, 10)).toBeNull();
});

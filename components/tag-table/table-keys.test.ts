import { expect, test } from "vitest";
import { tableCommand } from "./table-keys.ts";

const key = (
  name: string,
  held: Partial<Record<"shiftKey" | "ctrlKey" | "metaKey" | "altKey", boolean>> = {},
) =>
  tableCommand(
    { key: name, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held },
    5,
    20,
    10,
  );

test.each([
  ["ArrowDown", 6],
  ["ArrowUp", 4],
  ["PageDown", 15],
  ["PageUp", 0],
  ["Home", 0],
  ["End", 19],
])("%s moves to row %i", (name, to) => {
  expect(key(name)).toEqual({ kind: "move", to, extend: false });
  expect(key(name, { shiftKey: true })).toEqual({ kind: "move", to, extend: true });
});

test("Space, Enter, Escape, Delete and Control with A act on rows", () => {
  expect([key(" "), key("Enter"), key("Escape"), key("Delete"), key("a", { ctrlKey: true })]).toEqual(
    ["toggle", "open", "clear", "delete", "select-all"].map((kind) => ({ kind })),
  );
  expect(key("A", { metaKey: true })).toEqual({ kind: "select-all" });
});

test("keys that belong to the browser are left to it", () => {
  expect([
    key("a"),
    key("Tab"),
    key("r", { ctrlKey: true }),
    key("ArrowLeft", { altKey: true }),
    key("Home", { ctrlKey: true }),
  ]).toEqual([null, null, null, null, null]);
});

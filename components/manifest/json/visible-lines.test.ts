import { expect, test } from "vitest";
import { parseRepositoryName } from "#lib/oci/reference.ts";
import { jsonLines } from "./json-lines.ts";
import { readJsonTree } from "./json-tree.ts";
import { visibleLines } from "./visible-lines.ts";

const tree = readJsonTree('{"a":{"b":[1,2],"c":3},"d":4}');
const lines = tree === null ? [] : jsonLines(tree, { slug: "prod", repository: parseRepositoryName("app") });

test("shows every line where nothing is folded", () => {
  expect(visibleLines(lines, new Set(), 100)).toEqual({ shown: [...lines.keys()], hidden: 0 });
});

test("shows a folded line and goes on behind its end, whatever is folded inside", () => {
  expect(visibleLines(lines, new Set([1, 2]), 100)).toEqual({ shown: [0, 1, 8, 9], hidden: 0 });
});

test("stops at the limit and counts what is left", () => {
  expect(visibleLines(lines, new Set(), 3)).toEqual({ shown: [0, 1, 2], hidden: lines.length - 3 });
});

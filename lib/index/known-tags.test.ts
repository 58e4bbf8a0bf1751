import { expect, test } from "vitest";
import type { Tag } from "#lib/oci/reference.ts";
import { similarTags } from "./known-tags.ts";

const tags = ["latest", "v1.2.0", "v1.3.0", "v2.0.0", "2024-01-01"] as Tag[];

test("a tag that goes on where the wanted one ends comes first", () => {
  expect(similarTags(tags, "v1.2", 2)).toEqual(["v1.2.0", "v1.3.0"]);
});

test("case does not count", () => {
  expect(similarTags(tags, "LATEST", 1)).toEqual(["latest"]);
});

test("nothing is suggested that has nothing in common", () => {
  expect(similarTags(tags, "main", 5)).toEqual([]);
});

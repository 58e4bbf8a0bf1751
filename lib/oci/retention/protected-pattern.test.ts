import { describe, expect, test } from "vitest";
import { parseRepositoryName, parseTag } from "../reference.ts";
import { protectionsSchema } from "./pattern-schema.ts";
import { findProtectionIn, patternsFor } from "./protected-pattern.ts";

const patterns = protectionsSchema
  .parse([
    { tags: "latest" },
    { tags: "/^v\\d+$/i", repositories: ["team/*", "/-base$/"] },
    { tags: "prod-*", registries: ["prod"] },
  ])
  .map((pattern, id) => ({ id: String(id), ...pattern }));

describe("a tag", () => {
  test.each([
    ["prod", "any", "latest", "0"],
    ["prod", "any", "latest-1", null],
    ["dev", "team/deep/app", "V12", "1"],
    ["dev", "other/go-base", "v1", "1"],
    ["dev", "other/go", "v1", null],
    ["prod", "any", "prod-1", "2"],
    ["dev", "any", "prod-1", null],
  ])("of %s/%s called %s is protected by pattern %s", (registry, repository, tag, id) => {
    const found = findProtectionIn(patterns, registry)(parseRepositoryName(repository), parseTag(tag));
    expect(found?.id ?? null).toBe(id);
  });
});

test("patterns for a repository are those that speak of it", () => {
  const ids = (registry: string, repository: string) =>
    patternsFor(patterns, registry, parseRepositoryName(repository)).map(({ id }) => id);
  expect(ids("prod", "team/app")).toEqual(["0", "1", "2"]);
  expect(ids("dev", "other")).toEqual(["0"]);
});

test.each([
  [{ tags: "" }, "tags", "must not be empty"],
  [{ tags: "[a" }, "tags", "is no pattern: A “[” is not closed."],
  [{ tags: "/a" }, "tags", "is no pattern"],
  [{ tags: "a".repeat(257) }, "tags", "is no pattern"],
  [{ tags: "a", registries: ["Prod"] }, "registries.0", "must be a registry’s slug"],
  [{ tags: "a", registries: "prod" }, "registries", 'must be "*"'],
  [{ tags: "a", repositories: [] }, "repositories", "must name at least one"],
])("%j is refused with a sentence", (protection, path, message) => {
  const result = protectionsSchema.safeParse([protection]);
  const issue = result.error?.issues[0];
  expect(issue?.path.join(".")).toBe(`0.${path}`);
  expect(issue?.message).toContain(message);
});

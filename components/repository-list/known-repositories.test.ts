import { expect, test } from "vitest";
import type { RepositoryRow } from "#lib/index/types.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { firstRepositories, mergeEvents } from "./known-repositories.ts";

const name = (text: string) => text as RepositoryName;
const row = (text: string, tags: number | null = 1): RepositoryRow => ({
  repository: name(text),
  tags,
  size: null,
  lastCreated: null,
  problem: null,
});

test("a repository that no page of the catalog named is gone when the catalog is complete", () => {
  const known = firstRepositories([row("a"), row("b")]);
  const half = mergeEvents(known, [{ type: "repositories", repositories: [name("a")], complete: false }]);
  expect([...half.rows.keys()]).toEqual(["a", "b"]);
  const whole = mergeEvents(half, [{ type: "repositories", repositories: [], complete: true }]);
  expect([...whole.rows.keys()]).toEqual(["a"]);
});

test("a new repository has a row at once, and its values when they are read", () => {
  const listed = mergeEvents(firstRepositories([]), [
    { type: "repositories", repositories: [name("new")], complete: true },
  ]);
  expect(listed.rows.get(name("new"))?.tags).toBeNull();
  const read = mergeEvents(listed, [{ type: "rows", rows: [row("new", 3)] }]);
  expect(read.rows.get(name("new"))?.tags).toBe(3);
});

test("a second round forgets what the first one named", () => {
  const once = mergeEvents(firstRepositories([row("a")]), [
    { type: "repositories", repositories: [name("a")], complete: true },
  ]);
  const twice = mergeEvents(once, [
    { type: "known", rows: [row("a")] },
    { type: "repositories", repositories: [], complete: true },
  ]);
  expect(twice.rows.size).toBe(0);
});

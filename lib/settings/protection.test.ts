import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestDatabase } from "#lib/db/test-database.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { protectedPatterns, protectionOf, storeProtections } from "./protection.ts";

let db: ReturnType<typeof openTestDatabase>;
beforeEach(() => {
  db = openTestDatabase();
});
afterEach(() => db.destroy());

const latest = { tags: "latest", registries: "*", repositories: "*" } as const;
const releases = { tags: "v*", registries: ["prod"], repositories: ["team/*"] } as const;

test("nothing is protected before an administrator has said so", async () => {
  expect(await protectedPatterns(db)).toEqual([]);
  expect((await protectionOf(db, "prod"))(parseRepositoryName("app"), parseTag("latest"))).toBeNull();
});

test("patterns are kept in their order, each once, and one that stays keeps its id", async () => {
  const [first] = await storeProtections(db, [latest]);
  await storeProtections(db, [releases, latest, releases]);
  const stored = await protectedPatterns(db);
  expect(stored).toMatchObject([releases, latest]);
  expect(stored[1]?.id).toBe(first?.id);
  const find = await protectionOf(db, "prod");
  expect(find(parseRepositoryName("team/app"), parseTag("v1"))).toMatchObject(releases);
  expect(find(parseRepositoryName("app"), parseTag("v1"))).toBeNull();
});

test("where a stored pattern cannot be read, nothing is said to be unprotected", async () => {
  const row = { id: "1", position: 0, tags: "[", registries: '"*"', repositories: '"*"' };
  await db.insertInto("protected_patterns").values(row).execute();
  await expect(protectionOf(db, "prod")).rejects.toThrow("is no pattern");
});

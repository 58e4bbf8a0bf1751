import fc from "fast-check";
import { type Kysely, sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Schema } from "#lib/db/schema.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import { enterRepositories } from "../entries/store-entries.ts";
import { treeLines } from "./tree-lines.ts";
import { treeWindow } from "./tree-window.ts";
import type { Direction, ListColumn } from "./types.ts";

let db: Kysely<Schema>;
beforeEach(() => {
  db = openTestDatabase();
});
afterEach(() => db.destroy());

test("a window of the tree is that part of the tree which adding up all repositories gives", async () => {
  const part = "[abc]";
  const name = fc.stringMatching(new RegExp(`^${part}(/${part}){0,3}$`));
  const row = fc.record({
    tags: fc.option(fc.nat(3)),
    bytes: fc.option(fc.nat(3)),
    newest: fc.option(fc.constantFrom("2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z")),
    problem: fc.boolean(),
  });
  const opened = fc.uniqueArray(fc.stringMatching(new RegExp(`^${part}(/${part}){0,2}$`)), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(name, row, { minKeys: 1, maxKeys: 25, noNullPrototype: true }),
      opened,
      fc.constantFrom<ListColumn>("name", "tags", "size", "created"),
      fc.constantFrom<Direction>("ascending", "descending"),
      fc.record({ offset: fc.nat(20), limit: fc.integer({ min: 1, max: 10 }) }),
      async (rows, turned, sort, direction, cut) => {
        await db.deleteFrom("index_repositories").execute();
        await db.deleteFrom("index_entries").execute();
        const values = Object.entries(rows).map(([repository, { problem, ...counted }]) => ({
          registry: "prod",
          repository,
          tags_read_at: 1,
          problem_code: problem ? "DENIED" : null,
          problem_message: problem ? "Not allowed." : null,
          looked_at: null,
          changed_at: null,
          unread: 0,
          ...counted,
        }));
        await db.insertInto("index_repositories").values(values).execute();
        await enterRepositories(db, "prod", Object.keys(rows));
        const query = { filter: "", layout: "tree", sort, direction, turned } as const;
        const everything = { from: sql`index_repositories`, where: sql<boolean>`1 = 1` };
        const all = await treeLines(db, "prod", query, everything, (path) => turned.includes(path));
        const { lines, count } = await treeWindow(db, "prod", query, turned, cut);
        expect(count).toBe(all.length);
        expect(lines).toEqual(all.slice(cut.offset, cut.offset + cut.limit));
      },
    ),
    { numRuns: 150 },
  );
}, 60_000);

import fc from "fast-check";
import type { Kysely } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Schema } from "#lib/db/schema.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import { enterRepositories } from "../entries/store-entries.ts";
import { storeSearchNames } from "../search/store-names.ts";
import type { Direction, ListColumn, ListQuery } from "./types.ts";
import { repositoryWindow } from "./window.ts";

let db: Kysely<Schema>;
beforeEach(() => {
  db = openTestDatabase();
});
afterEach(() => db.destroy());

interface Counted {
  readonly tags: number | null;
  readonly size: number | null;
  readonly created: string | null;
}

async function store(rows: Readonly<Record<string, Partial<Counted>>>): Promise<void> {
  await db
    .insertInto("index_repositories")
    .values(
      Object.entries(rows).map(([repository, { tags = 1, size = 10, created = null }]) => ({
        registry: "prod",
        repository,
        tags_read_at: 1,
        problem_code: null,
        problem_message: null,
        looked_at: null,
        changed_at: null,
        tags,
        unread: size === null ? 1 : 0,
        bytes: size ?? 1,
        newest: created,
      })),
    )
    .execute();
  await enterRepositories(db, "prod", Object.keys(rows));
  await storeSearchNames(db, "repository", Object.keys(rows));
}

const flat: ListQuery = { filter: "", layout: "flat", sort: "name", direction: "ascending", turned: [] };
const tree: ListQuery = { ...flat, layout: "tree" };
const window = (query: ListQuery, offset = 0) => repositoryWindow(db, "prod", query, offset);
const keys = async (query: ListQuery, offset = 0) =>
  (await window(query, offset)).lines.map(({ key }) => key);

const few = {
  "team/app": { tags: 3, size: 100, created: "2024-01-01T00:00:00Z" },
  "team/deep/worker": { tags: 1, size: 50, created: "2025-01-01T00:00:00Z" },
  team: { tags: 2, size: 5 },
  base: { tags: null, size: null },
};

describe("the flat list", () => {
  test("sorts by name both ways", async () => {
    await store(few);
    expect(await keys(flat)).toEqual(["base", "team", "team/app", "team/deep/worker"]);
    expect((await keys({ ...flat, direction: "descending" }))[0]).toBe("team/deep/worker");
  });

  test("keeps what is not known last, whichever way it is sorted", async () => {
    await store(few);
    for (const sort of ["tags", "size"] as const) {
      for (const direction of ["ascending", "descending"] as const) {
        expect((await keys({ ...flat, sort, direction })).at(-1)).toBe("base");
      }
    }
  });

  test("shows no size of a repository of which a tag was not read", async () => {
    await store({ app: { size: null } });
    expect((await window(flat)).lines).toMatchObject([{ row: { tags: 1, size: null } }]);
  });

  test("wants every word of the filter in the name, whatever its case, and takes no letter for a wildcard", async () => {
    await store({ ...few, a_p: {} });
    expect(await keys({ ...flat, filter: " TEAM  work " })).toEqual(["team/deep/worker"]);
    expect(await keys({ ...flat, filter: "a_p" })).toEqual(["a_p"]);
    expect(await keys({ ...flat, filter: "%" })).toEqual([]);
    expect(await window({ ...flat, filter: "team" })).toMatchObject({
      count: 3,
      matching: 3,
      repositories: 5,
    });
  });

  test("comes in windows", async () => {
    await store(
      Object.fromEntries(Array.from({ length: 250 }, (_, at) => [`r${String(at).padStart(3, "0")}`, {}])),
    );
    expect(await window(flat, 200)).toMatchObject({ offset: 200, size: 100, count: 250, repositories: 250 });
    expect(await keys(flat, 200)).toHaveLength(50);
    expect((await keys(flat, 100))[0]).toBe("r100");
    expect(await keys(flat, 300)).toEqual([]);
  });

  test("knows nothing of other registries", async () => {
    await store(few);
    expect(await repositoryWindow(db, "lab", flat, 0)).toMatchObject({
      lines: [],
      count: 0,
      repositories: 0,
    });
  });
});

describe("the tree", () => {
  test("has namespaces with their totals, and a repository that is also a namespace beside it", async () => {
    await store(few);
    const { lines } = await window(tree);
    expect(lines.map(({ kind, key, depth, around }) => `${depth} ${kind} ${key} in ${around}`)).toEqual([
      "0 repository base in null",
      "0 namespace team/ in null",
      "1 repository team/app in 1",
      "1 namespace team/deep/ in 1",
      "2 repository team/deep/worker in 3",
      "0 repository team in null",
    ]);
    expect(lines[1]).toMatchObject({ repositories: 2, tags: 4, size: 150, created: "2025-01-01T00:00:00Z" });
    expect(lines[4]).toMatchObject({ label: "worker", row: { repository: "team/deep/worker", tags: 1 } });
  });

  test("hides what is in a folded namespace", async () => {
    await store(few);
    expect(await keys({ ...tree, turned: ["team"] })).toEqual(["base", "team/", "team"]);
  });

  test("does not add up what is not known", async () => {
    await store({ "x/a": { tags: 1 }, "x/b": { tags: null, size: null } });
    expect((await window(tree)).lines[0]).toMatchObject({ tags: null, size: null, repositories: 2 });
  });

  test("sorts each level, a namespace by its totals", async () => {
    await store({ "big/a": { size: 1 }, "big/b": { size: 9 }, small: { size: 3 }, none: { size: null } });
    const query: ListQuery = { ...tree, sort: "size", direction: "descending" };
    expect(await keys(query)).toEqual(["big/", "big/b", "big/a", "small", "none"]);
  });

  test("comes folded where there is much, and unfolded where a filter leaves little", async () => {
    await store(Object.fromEntries(Array.from({ length: 250 }, (_, at) => [`team${at % 5}/r${at}`, {}])));
    expect(await window(tree)).toMatchObject({ count: 5, matching: 250 });
    expect(await window({ ...tree, turned: ["team1"] })).toMatchObject({ count: 55 });
    expect(await keys({ ...tree, filter: "r249" })).toEqual(["team4/", "team4/r249"]);
  });

  test("tells a namespace from a repository of the same beginning", async () => {
    await store({ "a/x": {}, "a-b/x": {}, "a.c": {}, a0: {} });
    expect(await keys(tree)).toEqual(["a/", "a/x", "a-b/", "a-b/x", "a.c", "a0"]);
  });
});

test("a page of the list is what sorting all rows would give", async () => {
  const name = fc.stringMatching(/^[a-c]{1,2}(\/[a-c]{1,2}){0,2}$/);
  const row = fc.record({
    tags: fc.option(fc.nat(5)),
    size: fc.option(fc.nat(5)),
    created: fc.option(fc.constantFrom("2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z")),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(name, row, { minKeys: 1, noNullPrototype: true }),
      fc.constantFrom<ListColumn>("name", "tags", "size", "created"),
      fc.constantFrom<Direction>("ascending", "descending"),
      async (rows, sort, direction) => {
        await db.deleteFrom("index_repositories").execute();
        await db.deleteFrom("index_entries").execute();
        await store(rows);
        const sign = direction === "ascending" ? 1 : -1;
        const byName = (one: string, other: string) => (one < other ? -1 : 1);
        const expected = Object.keys(rows).toSorted((one, other) => {
          if (sort === "name") return sign * byName(one, other);
          const [first, second] = [rows[one]?.[sort] ?? null, rows[other]?.[sort] ?? null];
          if (first === second) return byName(one, other);
          if (first === null) return 1;
          if (second === null) return -1;
          return first < second ? -sign : sign;
        });
        expect(await keys({ ...flat, sort, direction })).toEqual(expected);
      },
    ),
    { numRuns: 50 },
  );
});

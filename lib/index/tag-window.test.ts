import fc from "fast-check";
import type { Kysely } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Schema } from "#lib/db/schema.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import { attachedTag } from "#lib/oci/attached.ts";
import type { Digest } from "#lib/oci/digest.ts";
import { parseRepositoryName, parseTag, type Tag } from "#lib/oci/reference.ts";
import { tagFilter } from "#lib/oci/tag-filter.ts";
import { tagSortKey } from "#lib/oci/tag-order.ts";
import { directions, type TagView, tagSorts } from "#lib/oci/tag-view.ts";
import { platformsOfRepository } from "./platform-sets.ts";
import { storeTagRows } from "./store-tags.ts";
import { tagsInOrder } from "./tag-query.ts";
import { tagWindow } from "./tag-window.ts";
import type { TagRow } from "./types.ts";

const now = Date.UTC(2026, 0, 31);
const day = 86_400_000;
const repository = parseRepositoryName("team/app");
const digest = (letter: string) => `sha256:${letter.repeat(64)}` as Digest;
const signature = `sha256-${"a".repeat(64)}.sig`;
const everything: TagView = {
  sort: "version",
  direction: "descending",
  filter: "",
  olderThan: null,
  newerThan: null,
  platform: null,
  attached: false,
};

let db: Kysely<Schema>;
beforeEach(() => {
  db = openTestDatabase();
});
afterEach(() => db.destroy());

interface Facts {
  readonly digest?: string;
  readonly size?: number | null;
  readonly daysAgo?: number | null;
  readonly platforms?: readonly string[];
  readonly read?: boolean;
}

function rowOf(tag: string, facts: Facts = {}): TagRow {
  const { size = 100, daysAgo = 1, platforms = ["linux/amd64"], read = true } = facts;
  const created = daysAgo === null ? null : new Date(now - daysAgo * day).toISOString();
  const summary = { kind: "manifest", mediaType: "m", artifactType: null, platforms, size, created } as const;
  return {
    tag: parseTag(tag),
    digest: digest(facts.digest ?? "1"),
    summary: read ? summary : null,
    problem: null,
  };
}

async function store(rows: readonly TagRow[], at = now) {
  await storeTagRows(db, "prod", repository, rows, at);
}

function windowOf(view: Partial<TagView>, request: Partial<Parameters<typeof tagWindow>[2]> = {}) {
  const query = { registry: "prod", repository, view: { ...everything, ...view }, now };
  return tagWindow(db, query, { offset: 0, limit: 100, ...request });
}

async function tagsOf(view: Partial<TagView>) {
  return (await windowOf(view)).rows.map(({ tag }) => tag);
}

describe("the order of a table", () => {
  beforeEach(async () => {
    await store([
      rowOf("1.9", { size: 3, daysAgo: 30 }),
      rowOf("1.10", { size: 1, daysAgo: 20 }),
      rowOf("Latest", { size: null, daysAgo: 10 }),
      rowOf("alpine", { size: 2, daysAgo: null }),
    ]);
  });

  test.each([
    ["version", "descending", ["1.10", "1.9", "Latest", "alpine"]],
    ["version", "ascending", ["1.9", "1.10", "alpine", "Latest"]],
    ["name", "ascending", ["1.10", "1.9", "alpine", "Latest"]],
    ["name", "descending", ["Latest", "alpine", "1.9", "1.10"]],
    ["created", "descending", ["Latest", "1.10", "1.9", "alpine"]],
    ["created", "ascending", ["1.9", "1.10", "Latest", "alpine"]],
    ["size", "descending", ["1.9", "alpine", "1.10", "Latest"]],
    ["size", "ascending", ["1.10", "alpine", "1.9", "Latest"]],
  ] as const)("by %s, %s", async (sort, direction, expected) => {
    expect(await tagsOf({ sort, direction })).toEqual(expected);
  });

  test("is the same in windows of any size", async () => {
    for (const sort of tagSorts) {
      for (const direction of directions) {
        const all = await tagsOf({ sort, direction });
        for (let limit = 1; limit <= 3; limit += 1) {
          const found: Tag[] = [];
          for (let offset = 0; offset < 5; offset += limit) {
            const { rows, total } = await windowOf({ sort, direction }, { offset, limit });
            expect(total).toBe(4);
            found.push(...rows.map(({ tag }) => tag));
          }
          expect(found, `${sort} ${direction}`).toEqual(all);
        }
      }
    }
  });

  test("tells the place of a tag, filtered or not", async () => {
    expect((await windowOf({}, { limit: 1, place: parseTag("1.9") })).place).toBe(1);
    expect((await windowOf({ filter: "1.9" }, { place: parseTag("1.9") })).place).toBe(0);
    expect((await windowOf({ filter: "1.9" }, { place: parseTag("1.10") })).place).toBeNull();
  });
});

test("any rows under any view come as a plain sort of all of them has it", async () => {
  const tag = fc.constantFrom(
    "1",
    "1.2",
    "v1.10",
    "V1.10",
    "2.0-rc1",
    "2.0",
    "latest",
    "a-b",
    "a.b",
    signature,
  );
  const facts = fc.record({
    digest: fc.constantFrom("1", "2"),
    size: fc.constantFrom(null, 1, 2, 5_000_000_000),
    daysAgo: fc.constantFrom(null, 1, 10, 100),
    platforms: fc.constantFrom(["linux/amd64"], ["linux/arm64", "linux/amd64"], []),
    read: fc.boolean(),
  });
  const view = fc.record({
    sort: fc.constantFrom(...tagSorts),
    direction: fc.constantFrom(...directions),
    filter: fc.constantFrom("", "1", "v*", "/^[a-z]/", "/("),
    olderThan: fc.constantFrom(null, 10),
    newerThan: fc.constantFrom(null, 50),
    platform: fc.constantFrom(null, "linux/arm64", "linux/arm", "%"),
    attached: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.dictionary(tag, facts), view, async (byTag, chosen) => {
      await db.deleteFrom("index_tags").execute();
      const rows = Object.entries(byTag).map(([name, its]) => rowOf(name, its));
      await store(rows);
      const expected = sorted(rows, chosen);
      const { rows: shown, total } = await windowOf(chosen);
      expect(shown.map((row) => row.tag)).toEqual(expected);
      expect(total).toBe(expected.length);
      const query = { registry: "prod", repository, view: chosen, now };
      expect(await tagsInOrder(db, query)).toEqual(expected);
    }),
    { numRuns: 150 },
  );
});

/** What the database should say, said without it. */
function sorted(rows: readonly TagRow[], view: TagView): string[] {
  const filter = tagFilter(view.filter);
  const instant = ({ summary }: TagRow) => (summary?.created == null ? null : Date.parse(summary.created));
  const columnOf = (row: TagRow) => {
    switch (view.sort) {
      case "version":
        return tagSortKey(row.tag) < "2" ? "" : null;
      case "name":
        return row.tag.toLowerCase();
      case "created":
        return instant(row);
      case "size":
        return row.summary?.size ?? null;
    }
  };
  const tie = ({ tag }: TagRow) => (view.sort === "name" ? tag : tagSortKey(tag));
  const sign = view.direction === "ascending" ? 1 : -1;
  const compare = <Value>(one: Value, other: Value) => (one === other ? 0 : one < other ? -sign : sign);
  return rows
    .filter((row) => view.attached || attachedTag(row.tag) === undefined)
    .filter((row) => !filter.ok || filter.matches(row.tag))
    .filter((row) => view.olderThan === null || (instant(row) ?? now) <= now - view.olderThan * day)
    .filter((row) => view.newerThan === null || (instant(row) ?? 0) >= now - view.newerThan * day)
    .filter((row) => view.platform === null || row.summary?.platforms.includes(view.platform))
    .toSorted((one, other) => {
      const [left, right] = [columnOf(one), columnOf(other)];
      if ((left === null) !== (right === null)) return left === null ? 1 : -1;
      return (left === null || right === null ? 0 : compare(left, right)) || compare(tie(one), tie(other));
    })
    .map(({ tag }) => tag);
}

describe("a row of a table", () => {
  test("names other tags on its digest, versions first, and counts them", async () => {
    const many = Array.from({ length: 12 }, (_, index) => `1.${index}`);
    await store([...many, "latest", signature].map((tag) => rowOf(tag, { digest: "2" })));
    await store([rowOf("alone", { digest: "3" })]);
    const { rows } = await windowOf({ sort: "name" });
    const twins = rows.find(({ tag }) => tag === "latest")?.twins;
    expect(twins?.count).toBe(13);
    expect(twins?.tags.slice(0, 2)).toEqual(["1.11", "1.10"]);
    expect(rows.find(({ tag }) => tag === "alone")?.twins).toBeNull();
  });

  test("keeps what was known of its manifest while the tag cannot be asked for, and drops it when the tag moves", async () => {
    await store([rowOf("v1", { digest: "1", size: 7 })]);
    const failed = { code: "TIMEOUT", message: "Late.", params: {} };
    await store([{ tag: parseTag("v1"), digest: null, summary: null, problem: failed }]);
    const [late] = (await windowOf({})).rows;
    expect(late).toMatchObject({ digest: digest("1"), summary: { size: 7 }, problem: { code: "TIMEOUT" } });
    await store([rowOf("v1", { digest: "2", read: false })], now + 1);
    const [moved] = (await windowOf({})).rows;
    expect(moved).toMatchObject({ digest: digest("2"), summary: null, movedAt: now + 1, firstSeenAt: now });
  });

  test("has no date where a reproducible build wrote the beginning of 1970", async () => {
    const row = rowOf("v1");
    await store([{ ...row, summary: row.summary && { ...row.summary, created: "1970-01-01T00:00:01Z" } }]);
    expect((await windowOf({})).rows[0]?.summary?.created).toBeNull();
  });
});

test("what is counted leaves attached artifacts out unless they are shown", async () => {
  await store([rowOf("v1"), rowOf(signature)]);
  expect(await windowOf({})).toMatchObject({ total: 1, all: 1, attached: 1 });
  expect(await windowOf({ attached: true })).toMatchObject({ total: 2, all: 2, attached: 1 });
});

test("a filter that cannot be read filters nothing, and says why", async () => {
  await store([rowOf("v1")]);
  expect(await windowOf({ filter: "/(/" })).toMatchObject({ total: 1, filterProblem: "UNCLOSED_GROUP" });
});

test("the platforms of a repository are those of its own tags", async () => {
  await store([
    rowOf("v1", { platforms: ["linux/arm64", "linux/amd64"] }),
    rowOf("v2", { platforms: ["linux/amd64"] }),
    rowOf(signature, { platforms: ["plan9/mips"] }),
  ]);
  expect(await platformsOfRepository(db, "prod", repository)).toEqual(["linux/amd64", "linux/arm64"]);
});

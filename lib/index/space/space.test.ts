import type { Kysely } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Schema } from "#lib/db/schema.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { exclusiveBytes } from "../exclusive-bytes.ts";
import { storeRepositoryList } from "../repository-rows.ts";
import { recountRegistry } from "../sizes/recount.ts";
import { digestOf, type SmallRegistry, storeRegistry } from "../sizes/test-small-registry.ts";
import { storeTagRows } from "../store-tags.ts";
import { largestLayers, spaceImage } from "./blobs.ts";
import { spaceEntries } from "./entries.ts";
import { spaceMonth, spaceRepository } from "./images.ts";
import { spaceMonths } from "./months.ts";
import { growth, spaceNumbers } from "./numbers.ts";

let db: Kysely<Schema>;
beforeEach(() => {
  db = openTestDatabase();
});
afterEach(() => db.destroy());

/** Manifests are as large as their names have letters: one. */
const registry: SmallRegistry = {
  blobs: { base: 1000, a: 100, b: 200, c: 400, x: 1, y: 2, z: 3 },
  images: {
    A: { blobs: ["x", "base", "a"], created: "2026-01-05T00:00:00Z" },
    B: { blobs: ["y", "base", "b"], created: "2026-01-06T00:00:00Z" },
    C: { blobs: ["z", "base", "c"], created: null },
  },
  indexes: { I: ["A"] },
};

async function tag(repository: string, name: string, image: string) {
  const row = { tag: parseTag(name), digest: digestOf(image), summary: null, problem: null };
  await storeRepositoryList(db, "prod", parseRepositoryName(repository), 1);
  await storeTagRows(db, "prod", parseRepositoryName(repository), [row], 1);
}

async function fill() {
  await storeRegistry(db, registry);
  await tag("team/app", "v1", "A");
  await tag("team/app", "v2", "B");
  await tag("team/app", "latest", "B");
  await tag("tool", "v1", "C");
  await recountRegistry(db, "prod");
}

/** 1,700 bytes of layers, 6 of configs, and three manifests. */
const all = 1709;

describe("the parts of a picture add up to the whole", () => {
  beforeEach(fill);

  test("of a registry: what repositories hold alone, and what several share", async () => {
    const whole = await spaceEntries(db, "prod", "");
    expect(whole).toMatchObject({ bytes: all, sharedBytes: 1000, rest: { count: 0, bytes: 0 } });
    expect(whole.entries).toMatchObject([
      { kind: "repository", path: "tool", images: 1, exclusiveBytes: 404 },
      { kind: "namespace", path: "team", label: "team", repositories: 1, images: 2, exclusiveBytes: 305 },
    ]);
    expect(await spaceEntries(db, "prod", "team/")).toMatchObject({
      bytes: 305,
      sharedBytes: 0,
      entries: [{ kind: "repository", path: "team/app", label: "app" }],
    });
  });

  test("of a repository: what images hold alone, what they share, and what others have too", async () => {
    await tag("team/app", "both", "I");
    await recountRegistry(db, "prod");
    // The index holds all of A, and 1 byte of its own.
    expect(await spaceRepository(db, "prod", "team/app")).toMatchObject({
      bytes: 1306,
      sharedInside: 102,
      sharedOutside: 1000,
      images: [
        { digest: digestOf("B"), tag: "v2", tags: 2, bytes: 1203, exclusiveBytes: 203 },
        { digest: digestOf("I"), tag: "both", tags: 1, bytes: 1103, exclusiveBytes: 1 },
        { digest: digestOf("A"), tag: "v1", tags: 1, bytes: 1102, exclusiveBytes: 0 },
      ],
    });
    expect(await spaceRepository(db, "prod", "team/none")).toBeUndefined();
  });

  test("of an image: its blobs, with how many hold them", async () => {
    const image = await spaceImage(db, "prod", "team/app", digestOf("A"));
    expect(image).toMatchObject({ bytes: 1102, image: { tag: "v1", created: "2026-01-05T00:00:00Z" } });
    expect(
      image?.blobs.map(({ kind, bytes, images, repositories }) => [kind, bytes, images, repositories]),
    ).toEqual(
      expect.arrayContaining([
        ["layer", 1000, 3, 2],
        ["layer", 100, 1, 1],
        ["config", 1, 1, 1],
        ["manifest", 1, 1, 1],
      ]),
    );
    expect(await spaceImage(db, "prod", "team/app", digestOf("C"))).toBeUndefined();
  });

  test("of ages: months, images without a date, and what images share", async () => {
    expect(await spaceMonths(db, "prod")).toMatchObject({
      bytes: all,
      sharedBytes: 1000,
      months: [
        { month: "2026-01", images: 2, exclusiveBytes: 305 },
        { month: "", images: 1, exclusiveBytes: 404 },
      ],
    });
    expect(await spaceMonth(db, "prod", "2026-01")).toMatchObject({
      bytes: 305,
      images: [{ digest: digestOf("B") }, { digest: digestOf("A") }],
    });
  });

  test("of layers: the largest, and the rest with configs and manifests", async () => {
    const layers = await largestLayers(db, "prod");
    expect(layers.blobs.map(({ bytes }) => bytes)).toEqual([1000, 400, 200, 100]);
    expect(layers.blobs[0]).toMatchObject({ repository: "team/app", images: 3, repositories: 2 });
    expect(layers).toMatchObject({ bytes: all, rest: { count: 6, bytes: 9 } });
  });
});

test("the numbers tell what sharing saves, and what is not counted yet", async () => {
  await fill();
  expect(await spaceNumbers(db, "prod")).toEqual({
    bytes: all,
    sharedBytes: 1000,
    logicalBytes: all + 2 * 1000,
    repositories: 2,
    tags: 4,
    images: 3,
    uncounted: 0,
    unread: 0,
  });
  await tag("tool", "v2", "never read");
  expect(await spaceNumbers(db, "prod")).toMatchObject({ uncounted: 1, unread: 0 });
  await recountRegistry(db, "prod");
  expect(await spaceNumbers(db, "prod")).toMatchObject({ uncounted: 0, unread: 1, tags: 5, bytes: all });
});

test("an image of which a part was never read is counted when that is known", async () => {
  const { A, ...images } = registry.images;
  await storeRegistry(db, { ...registry, images });
  await tag("team/app", "v1", "I");
  await recountRegistry(db, "prod");
  expect(await exclusiveBytes(db, "prod", parseRepositoryName("team/app"), digestOf("I"))).toBeNull();
  await storeRegistry(db, registry);
  await tag("team/app", "v1", "I");
  await recountRegistry(db, "prod");
  expect(await exclusiveBytes(db, "prod", parseRepositoryName("team/app"), digestOf("I"))).toBe(1103);
});

test("of a day the last size stays, and growth comes with the oldest day first", async () => {
  await fill();
  await db
    .insertInto("index_sizes")
    .values({ registry: "prod", repository: "", day: "2020-01-01", bytes: 5, tags: 1 })
    .execute();
  await tag("tool", "v1", "A");
  await recountRegistry(db, "prod");
  const today = new Date().toISOString().slice(0, 10);
  expect(await growth(db, "prod", "", 10)).toEqual([
    { day: "2020-01-01", bytes: 5, tags: 1 },
    { day: today, bytes: 1305, tags: 4 },
  ]);
  expect(await growth(db, "prod", "tool", 10)).toEqual([{ day: today, bytes: 1102, tags: 1 }]);
  expect(await growth(db, "prod", "", 1)).toMatchObject([{ day: today }]);
});

import fc from "fast-check";
import type { Kysely } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Schema } from "#lib/db/schema.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { expectEntries } from "../entries/test-entries.ts";
import { forgetRepositories, storeRepositoryList } from "../repository-rows.ts";
import { forgetTags, storeTagRows } from "../store-tags.ts";
import { forgetSizes } from "./forget-sizes.ts";
import { markedRepositories } from "./marks.ts";
import { recountRegistry, recountRepository } from "./recount.ts";
import { digestOf, held, type SmallRegistry, storeRegistry } from "./test-small-registry.ts";

let db: Kysely<Schema>;
beforeEach(() => {
  db = openTestDatabase();
});
afterEach(() => db.destroy());

const small: SmallRegistry = {
  blobs: { base: 100, runtime: 40, app1: 7, app2: 8, app3: 9, conf1: 1, conf2: 2, conf3: 3, empty: 2 },
  images: {
    one: { blobs: ["conf1", "base", "runtime", "app1"], created: "2026-01-05T00:00:00+09:00" },
    two: { blobs: ["conf2", "base", "runtime", "app2"], created: "2026-01-06T00:00:00Z" },
    three: { blobs: ["conf3", "base", "app3"], created: "2026-03-01T00:00:00Z" },
    // A layer that stands in it twice, and is its config too.
    chart: { blobs: ["empty", "empty", "empty"], created: null },
  },
  indexes: { pair: ["one", "two"], nested: ["pair", "three"] },
};
const names = [...Object.keys(small.images), ...Object.keys(small.indexes)];
const repositories = ["a", "b", "team/c"];

/** Tags of each repository, with what they are on. */
type Model = Map<string, Map<string, string>>;

async function tag(repository: string, name: string, image: string | null) {
  const row = {
    tag: parseTag(name),
    digest: image === null ? null : digestOf(image),
    summary: null,
    problem: null,
  };
  await storeRepositoryList(db, "prod", parseRepositoryName(repository), 1, null, true);
  await storeTagRows(db, "prod", parseRepositoryName(repository), [row], 1);
}

/** All sums, worked out from nothing. */
function expected(model: Model) {
  const images = [...model].flatMap(([repository, tags]) =>
    [...new Set(tags.values())].map((image) => ({ repository, image, blobs: held(small, image) })),
  );
  const holders = new Map<string, { size: number; images: number; repositories: Set<string> }>();
  for (const { repository, blobs } of images) {
    for (const [blob, size] of blobs) {
      const all = holders.get(blob) ?? { size, images: 0, repositories: new Set() };
      all.images += 1;
      all.repositories.add(repository);
      holders.set(blob, all);
    }
  }
  const sum = (blobs: Iterable<string>, when: (blob: string) => boolean = () => true) =>
    [...new Set(blobs)].filter(when).reduce((all, blob) => all + (holders.get(blob)?.size ?? 0), 0);
  const shared = (blob: string) => (holders.get(blob)?.repositories.size ?? 0) > 1;
  const all = [...holders.values()];
  return {
    totals: {
      tags: [...model.values()].reduce((tags, some) => tags + some.size, 0),
      images: images.length,
      blobs: holders.size,
      bytes: sum(holders.keys()),
      shared_bytes: sum(holders.keys(), shared),
      logical_bytes: all.reduce((bytes, { size, images: times }) => bytes + size * times, 0),
    },
    repositories: [...model].map(([repository, tags]) => {
      const blobs = images
        .filter((image) => image.repository === repository)
        .flatMap((image) => [...image.blobs.keys()]);
      return {
        repository,
        tags: tags.size,
        images: new Set(tags.values()).size,
        bytes: sum(blobs),
        exclusive_bytes: sum(blobs, (blob) => !shared(blob)),
      };
    }),
    images: images.map(({ repository, image, blobs }) => ({
      repository,
      digest: digestOf(image),
      bytes: sum(blobs.keys()),
      exclusive_bytes: sum(blobs.keys(), (blob) => holders.get(blob)?.images === 1),
    })),
    blobs: [...holders].map(([blob, { size, images: times, repositories: places }]) => ({
      blob: digestOf(blob),
      size,
      images: times,
      repositories: places.size,
    })),
  };
}

/** All sums, as they are stored. */
async function stored() {
  const totals = await db
    .selectFrom("index_totals")
    .select(["tags", "images", "blobs", "bytes", "shared_bytes", "logical_bytes"])
    .executeTakeFirst();
  return {
    totals: totals ?? { tags: 0, images: 0, blobs: 0, bytes: 0, shared_bytes: 0, logical_bytes: 0 },
    repositories: await db
      .selectFrom("index_repositories")
      .select(["repository", "tags", "images", "bytes", "exclusive_bytes"])
      .execute(),
    images: await db
      .selectFrom("index_images")
      .select(["repository", "digest", "bytes", "exclusive_bytes"])
      .execute(),
    blobs: await db.selectFrom("index_blobs").select(["blob", "size", "images", "repositories"]).execute(),
  };
}

/** The same in any order. */
function sorted<Sums extends Readonly<Record<"repositories" | "images" | "blobs", readonly object[]>>>(
  sums: Sums,
) {
  const byText = (rows: readonly object[]) =>
    rows.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort();
  return {
    ...sums,
    repositories: byText(sums.repositories),
    images: byText(sums.images),
    blobs: byText(sums.blobs),
  };
}

async function monthsFit() {
  const months = await db.selectFrom("index_months").selectAll().orderBy("month").execute();
  const images = await db.selectFrom("index_images").selectAll().execute();
  const sums = new Map<string, { images: number; bytes: number; exclusive_bytes: number }>();
  for (const { month, bytes, exclusive_bytes } of images) {
    const sum = sums.get(month) ?? { images: 0, bytes: 0, exclusive_bytes: 0 };
    sums.set(month, {
      images: sum.images + 1,
      bytes: sum.bytes + bytes,
      exclusive_bytes: sum.exclusive_bytes + exclusive_bytes,
    });
  }
  const counted = [...sums].map(([month, sum]) => ({ registry: "prod", month, ...sum }));
  expect(months).toEqual(counted.toSorted((one, other) => (one.month < other.month ? -1 : 1)));
}

async function sumsOfImagesFit() {
  const images = await db.selectFrom("index_images").selectAll().execute();
  const rows = await db
    .selectFrom("index_repositories")
    .select(["repository", "images", "image_exclusive_bytes"])
    .execute();
  for (const row of rows) {
    const own = images.filter(({ repository }) => repository === row.repository);
    const alone = own.reduce((sum, { exclusive_bytes }) => sum + exclusive_bytes, 0);
    expect(row).toMatchObject({ images: own.length, image_exclusive_bytes: alone });
  }
}

const steps = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant("tag" as const),
        repository: fc.constantFrom(...repositories),
        tag: fc.constantFrom("v1", "v2", "latest"),
        image: fc.constantFrom(...names),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant("delete" as const),
        repository: fc.constantFrom(...repositories),
        tag: fc.constantFrom("v1", "v2", "latest"),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("forget" as const),
        repository: fc.constantFrom(...repositories),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant("count" as const),
        repository: fc.constantFrom(...repositories),
      }),
    },
  ),
  { minLength: 1, maxLength: 25 },
);

test("whatever comes, moves and goes, and whenever it is counted, sums are those of a count from nothing", async () => {
  await storeRegistry(db, small);
  await fc.assert(
    fc.asyncProperty(steps, async (todo) => {
      const model: Model = new Map();
      for (const step of todo) {
        const repository = parseRepositoryName(step.repository);
        const tags = model.get(step.repository);
        if (step.kind === "tag") {
          model.set(step.repository, new Map([...(tags ?? []), [step.tag, step.image]]));
          await tag(step.repository, step.tag, step.image);
        } else if (step.kind === "delete") {
          tags?.delete(step.tag);
          await forgetTags(db, "prod", repository, [parseTag(step.tag)]);
        } else if (step.kind === "forget") {
          model.delete(step.repository);
          await forgetRepositories(db, "prod", [repository]);
        } else await recountRepository(db, "prod", repository);
      }
      await recountRegistry(db, "prod");
      expect(sorted(await stored())).toEqual(sorted(expected(model)));
      await expectEntries(db, "prod");
      await monthsFit();
      await sumsOfImagesFit();
      expect(await markedRepositories(db, 10)).toEqual([]);

      for (const repository of repositories) {
        await forgetRepositories(db, "prod", [parseRepositoryName(repository)]);
      }
      await recountRegistry(db, "prod");
      expect(await db.selectFrom("index_blobs").selectAll().execute()).toEqual([]);
      expect(await db.selectFrom("index_entries").selectAll().execute()).toEqual([]);
      await forgetSizes(db, "prod");
    }),
    { numRuns: 60 },
  );
}, 60_000);

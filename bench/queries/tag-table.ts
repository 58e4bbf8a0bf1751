import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { platformsOfRepository } from "#lib/index/platform-sets.ts";
import { tagsInOrder } from "#lib/index/tag-query.ts";
import { selectionSummary } from "#lib/index/tag-selection.ts";
import { tagWindow } from "#lib/index/tag-window.ts";
import { everyTag, type TagView } from "#lib/oci/tag-view.ts";
import { newestDate } from "../synthetic/images.ts";
import { largestRepository } from "../synthetic/world.ts";
import { syntheticRegistry } from "../synthetic-index.ts";
import { furtherDown, type NamedQuery } from "./named-query.ts";

const plain: TagView = { ...everyTag, attached: false };

const views: Readonly<Record<string, Partial<TagView>>> = {
  "by version": {},
  "by version, the oldest first": { direction: "ascending" },
  "by name": { sort: "name", direction: "ascending" },
  "by date": { sort: "created" },
  "by size, the smallest first": { sort: "size", direction: "ascending" },
  "with what is attached": { attached: true },
  "older than 90 days": { olderThan: 90 },
  "newer than 30 days, by size": { newerThan: 30, sort: "size" },
  "of one platform": { platform: "linux/arm64" },
  "of one platform, by date": { platform: "linux/arm64", sort: "created" },
  "text that many have": { filter: "build" },
  "text that few have": { filter: "4999" },
  glob: { filter: "v1.*" },
  "regular expression, by date": { filter: "/^v?\\d+\\.1\\./", sort: "created" },
};

const queryOf = (view: Partial<TagView>) => ({
  registry: syntheticRegistry,
  repository: largestRepository,
  view: { ...plain, ...view },
  now: newestDate,
});

/** Of a view whose names or number are remembered when they are asked for again. */
const isNarrowed = (view: Partial<TagView>) =>
  Object.keys(view).some((key) => key !== "sort" && key !== "direction");

/** What the table of the repository with half of all tags asks for. */
export const tableQueries: readonly NamedQuery[] = [
  ...Object.entries(views).flatMap(([name, view]): NamedQuery[] => {
    const windowAt = async (db: Kysely<Schema>, offset: number) => {
      const { rows, total } = await tagWindow(db, queryOf(view), { offset, limit: 100 });
      return { rows: rows.length, total };
    };
    const first: NamedQuery = {
      name: `table: ${name}, the first time`,
      // What is remembered belongs to the object, and this is another one on the same database.
      run: async (db) => (await windowAt(db.withoutPlugins(), 0)).rows,
      firstTime: true,
    };
    return [
      { name: `table: ${name}`, run: async (db) => (await windowAt(db, 0)).rows },
      furtherDown(`table: ${name}`, windowAt),
      ...(isNarrowed(view) ? [first] : []),
    ];
  }),
  {
    name: "table: text not asked for before",
    run: async (db, round) =>
      (await tagWindow(db, queryOf({ filter: `build-2025${round}` }), { offset: 0, limit: 100 })).rows.length,
    firstTime: true,
  },
  {
    name: "table: where a tag stands",
    run: async (db) => {
      const [tag] = await tagsInOrder(db, queryOf({ filter: "4999" }));
      return (await tagWindow(db, queryOf({}), { offset: 0, limit: 100, place: tag })).rows.length;
    },
  },
  {
    name: "table: platforms to choose from",
    run: async (db) => (await platformsOfRepository(db, syntheticRegistry, largestRepository)).length,
  },
  {
    name: "table: 100 selected tags together",
    run: async (db) => {
      const tags = (await tagsInOrder(db, queryOf({}))).slice(0, 100);
      return (await selectionSummary(db, queryOf({}), { kind: "some", tags })).count;
    },
  },
];

import { exclusiveBytes } from "#lib/index/exclusive-bytes.ts";
import { largestLayers, spaceImage } from "#lib/index/space/blobs.ts";
import { spaceEntries } from "#lib/index/space/entries.ts";
import { spaceMonth, spaceRepository } from "#lib/index/space/images.ts";
import { spaceMonths } from "#lib/index/space/months.ts";
import { growth, spaceNumbers } from "#lib/index/space/numbers.ts";
import { largestRepository } from "../synthetic/world.ts";
import { syntheticRegistry as registry } from "../synthetic-index.ts";
import type { NamedQuery } from "./named-query.ts";

/** Of an answer that is equally long in any index. */
const same = async (answer: Promise<unknown>): Promise<undefined> => {
  await answer;
};

/** What the page asks that shows where a registry's space goes. */
export const spaceQueries: readonly NamedQuery[] = [
  { name: "space: numbers", run: (db) => same(spaceNumbers(db, registry)) },
  { name: "space: whole registry", run: (db) => same(spaceEntries(db, registry, "")) },
  { name: "space: a namespace", run: (db) => same(spaceEntries(db, registry, "platform/")) },
  { name: "space: largest repository", run: (db) => same(spaceRepository(db, registry, largestRepository)) },
  { name: "space: by age", run: (db) => same(spaceMonths(db, registry)) },
  { name: "space: a month", run: (db) => same(spaceMonth(db, registry, "2025-06")) },
  { name: "space: by layer", run: (db) => same(largestLayers(db, registry)) },
  { name: "space: growth", run: (db) => same(growth(db, registry, "", 366)) },
  {
    name: "space: an image, and what it alone holds",
    run: async (db) => {
      const part = await spaceRepository(db, registry, largestRepository);
      const image = part?.images[0];
      if (image === undefined) throw new Error("The index has no images that are counted.");
      await spaceImage(db, registry, image.repository, image.digest);
      return same(exclusiveBytes(db, registry, image.repository, image.digest));
    },
  },
];

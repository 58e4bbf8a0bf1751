import { catalogSummary, recentImages } from "#lib/index/overview.ts";
import { syntheticRegistry } from "../synthetic-index.ts";
import type { NamedQuery } from "./named-query.ts";

/** What the first page asks of each registry. */
export const overviewQueries: readonly NamedQuery[] = [
  {
    name: "overview: how many repositories",
    run: async (db) => {
      await catalogSummary(db, syntheticRegistry);
      return undefined;
    },
  },
  {
    name: "overview: recent images",
    run: async (db) => (await recentImages(db, syntheticRegistry, 12)).length,
  },
];

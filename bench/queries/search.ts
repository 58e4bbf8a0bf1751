import { findRepositories } from "#lib/index/find-repositories.ts";
import { largestRepository } from "../synthetic/world.ts";
import type { NamedQuery } from "./named-query.ts";

/** What the palette and the search ask. */
export const searchQueries: readonly NamedQuery[] = [
  { name: "palette: repositories by a common word", run: (db) => findRepositories(db, "gateway", 20) },
  { name: "palette: repositories by a rare word", run: (db) => findRepositories(db, "00042", 20) },
  {
    name: "palette: a repository by its name",
    run: (db) => findRepositories(db, largestRepository, 20),
  },
];

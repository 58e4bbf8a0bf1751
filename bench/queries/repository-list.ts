import type { ListQuery } from "#lib/index/list/types.ts";
import { repositoryWindow } from "#lib/index/list/window.ts";
import { syntheticRegistry } from "../synthetic-index.ts";
import type { NamedQuery } from "./named-query.ts";

const flat: ListQuery = { filter: "", layout: "flat", sort: "name", direction: "ascending", turned: [] };

const views: Readonly<Record<string, Partial<ListQuery>>> = {
  "by name": {},
  "by name, from the end": { direction: "descending" },
  "by tags": { sort: "tags", direction: "descending" },
  "by size": { sort: "size", direction: "descending" },
  "by size, the smallest first": { sort: "size" },
  "by the newest image": { sort: "created", direction: "descending" },
  "filter that leaves many, by size": { filter: "gateway", sort: "size", direction: "descending" },
  "filter that leaves few": { filter: "gateway 0042" },
  tree: { layout: "tree" },
  "tree by size": { layout: "tree", sort: "size", direction: "descending" },
  "tree, two namespaces unfolded": { layout: "tree", turned: ["platform", "payments"] },
};

/** What the list of a registry's repositories asks for. */
export const listQueries: readonly NamedQuery[] = Object.entries(views).flatMap(([name, view]) => [
  {
    name: `list: ${name}`,
    run: (db) => repositoryWindow(db, syntheticRegistry, { ...flat, ...view }, 0),
  },
  {
    name: `list: ${name}, further down`,
    run: (db, round) => repositoryWindow(db, syntheticRegistry, { ...flat, ...view }, 100 * (round + 1)),
  },
]);

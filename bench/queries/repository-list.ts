import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { ListQuery } from "#lib/index/list/types.ts";
import { repositoryWindow } from "#lib/index/list/window.ts";
import { syntheticRegistry } from "../synthetic-index.ts";
import { furtherDown, type NamedQuery } from "./named-query.ts";

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
export const listQueries: readonly NamedQuery[] = Object.entries(views).flatMap(([name, view]) => {
  const windowAt = async (db: Kysely<Schema>, offset: number) => {
    const { lines, count } = await repositoryWindow(db, syntheticRegistry, { ...flat, ...view }, offset);
    return { rows: lines.length, total: count };
  };
  return [
    { name: `list: ${name}`, run: async (db) => (await windowAt(db, 0)).rows },
    furtherDown(`list: ${name}`, windowAt),
  ];
});

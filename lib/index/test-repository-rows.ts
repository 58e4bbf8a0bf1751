import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { repositoryWindow } from "./list/window.ts";
import { recountRegistry } from "./sizes/recount.ts";
import type { RepositoryRow } from "./types.ts";

/** The first rows of a registry's list by name, or one of them, when all that changed is counted. */
export async function countedRows(
  db: Kysely<Schema>,
  registry: string,
  only?: RepositoryName,
): Promise<RepositoryRow[]> {
  await recountRegistry(db, registry);
  const query = { filter: "", layout: "flat", sort: "name", direction: "ascending", turned: [] } as const;
  const { lines } = await repositoryWindow(db, registry, query, 0);
  const rows = lines.flatMap((line) => (line.kind === "repository" ? [line.row] : []));
  return only === undefined ? rows : rows.filter(({ repository }) => repository === only);
}

import { type Kysely, sql } from "kysely";
import { escapeLike } from "#lib/db/like.ts";
import type { Schema } from "#lib/db/schema.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { repositoriesNamed } from "./search/repositories-named.ts";

/** A repository in some registry. */
export interface FoundRepository {
  /** The registry's slug. */
  readonly registry: string;
  readonly repository: RepositoryName;
}

/** Repositories of any registry whose name has `text` in it, shorter names first. Those never listed are not found. */
export async function findRepositories(
  db: Kysely<Schema>,
  text: string,
  limit: number,
): Promise<FoundRepository[]> {
  const pattern = `%${escapeLike(text.toLowerCase())}%`;
  const { from, where } = await repositoriesNamed(db, [{ kind: "contains", text }]);
  const { rows } = await sql<{ registry: string; repository: string }>`
    select registry, repository from ${from}
    where ${where} and repository like ${pattern} escape '\\'
    order by length(repository), repository limit ${limit}
  `.execute(db);
  // Checked when it came from the registry.
  return rows.map(({ registry, repository }) => ({ registry, repository: repository as RepositoryName }));
}

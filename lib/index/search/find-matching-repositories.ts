import { sql } from "kysely";
import type { RepositoryName } from "#lib/oci/reference.ts";
import type { SearchQuery, TextPattern } from "#lib/oci/search/query.ts";
import { repositoryFits } from "./name-conditions.ts";
import { repositoriesNamed } from "./repositories-named.ts";
import type { SearchPlace } from "./resolve.ts";

export interface FoundRepositoryName {
  readonly registry: string;
  readonly repository: RepositoryName;
}

/**
 * The repositories whose names say all that a query asks for, the shortest first. None where it asks for anything else than
 * names of repositories and registries.
 *
 * @param registries the slugs of those that the query is about.
 */
export async function findMatchingRepositories(
  { db }: SearchPlace,
  registries: readonly string[],
  query: SearchQuery,
  limit: number,
): Promise<FoundRepositoryName[]> {
  if (registries.length === 0) return [];
  const conditions = [];
  const patterns: TextPattern[] = [];
  for (const { negated, condition } of query) {
    if (condition.kind === "registry") continue;
    if (condition.kind !== "word" && condition.kind !== "repo") return [];
    const holds = repositoryFits(condition.pattern, "index_repositories");
    conditions.push(negated ? sql<boolean>`not ${holds}` : holds);
    if (!negated) patterns.push(condition.pattern);
  }
  const { from, where } = await repositoriesNamed(db, patterns);
  const { rows } = await sql<FoundRepositoryName>`
    select registry, repository from ${from}
    where ${where} and registry in (${sql.join(registries)})
      ${conditions.length === 0 ? sql`` : sql`and ${sql.join(conditions, sql` and `)}`}
    order by length(repository), repository, registry limit ${limit}
  `.execute(db);
  return rows;
}

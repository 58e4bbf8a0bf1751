import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { storedProblem } from "./problem.ts";
import { storeSearchNames } from "./search/store-names.ts";
import type { Problem, RepositoryRow } from "./types.ts";

/**
 * The repository list of a registry as it was last seen, or some of its rows: no request.
 *
 * A repository's size counts each blob once over all its tags, and is null while a tag of it was not read yet.
 */
export async function storedRepositoryRows(
  db: Kysely<Schema>,
  registry: string,
  only?: RepositoryName,
): Promise<RepositoryRow[]> {
  const narrowed = only === undefined ? sql`` : sql`and repository = ${only}`;
  const result = await sql<{
    repository: string;
    tags_read_at: number | null;
    problem_code: string | null;
    problem_message: string | null;
    tags: number | null;
    unread: number | null;
    created: string | null;
    size: number | null;
  }>`
    with chosen_tags as (
      select repository, tag, digest from index_tags where registry = ${registry} ${narrowed}
    ),
    counted as (
      select chosen_tags.repository, count(*) as tags, max(index_manifests.created) as created,
             sum(case when index_manifests.digest is null then 1 else 0 end) as unread
      from chosen_tags left join index_manifests on index_manifests.digest = chosen_tags.digest
      group by chosen_tags.repository
    ),
    roots as (select distinct repository, digest from chosen_tags where digest is not null),
    reached as (
      select repository, digest from roots
      union
      select roots.repository, index_children.child from roots join index_children on index_children.parent = roots.digest
    ),
    held as (
      select distinct reached.repository, blob, size from reached
      join index_manifest_blobs on index_manifest_blobs.manifest = reached.digest
    ),
    sized as (select repository, sum(size) as size from held group by repository)
    select index_repositories.repository, tags_read_at, problem_code, problem_message,
           counted.tags, counted.unread, counted.created, sized.size
    from index_repositories
    left join counted on counted.repository = index_repositories.repository
    left join sized on sized.repository = index_repositories.repository
    where index_repositories.registry = ${registry}
      ${only === undefined ? sql`` : sql`and index_repositories.repository = ${only}`}
    order by index_repositories.repository
  `.execute(db);
  return result.rows.map((row) => {
    const tags = row.tags_read_at === null ? null : Number(row.tags ?? 0);
    const allRead = tags !== null && Number(row.unread ?? 0) === 0;
    return {
      // Checked when it came from the registry.
      repository: row.repository as RepositoryName,
      tags,
      size: allRead ? Number(row.size ?? 0) : null,
      lastCreated: row.created,
      problem: storedProblem(row.problem_code, row.problem_message),
    };
  });
}

/** Keeps that the registry named these repositories. */
export async function storeRepositories(
  db: Kysely<Schema>,
  registry: string,
  repositories: readonly RepositoryName[],
): Promise<void> {
  if (repositories.length === 0) return;
  await db
    .insertInto("index_repositories")
    .values(
      repositories.map((repository) => ({
        registry,
        repository,
        tags_read_at: null,
        problem_code: null,
        problem_message: null,
        looked_at: null,
        changed_at: null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await storeSearchNames(db, "repository", repositories);
}

/** The repositories of a registry that are known, by name. */
export async function knownRepositoryNames(db: Kysely<Schema>, registry: string): Promise<RepositoryName[]> {
  const rows = await db
    .selectFrom("index_repositories")
    .select("repository")
    .where("registry", "=", registry)
    .orderBy("repository")
    .execute();
  return rows.map(({ repository }) => repository as RepositoryName);
}

/** Keeps that a person looked at a repository just now. Does nothing for one that is not known. */
export async function storeLook(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  now: number,
): Promise<void> {
  await db
    .updateTable("index_repositories")
    .set({ looked_at: now })
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .execute();
}

/** Keeps when a repository's tags were listed, or why they could not be. */
export async function storeRepositoryList(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  now: number,
  problem: Problem | null = null,
  changed = false,
): Promise<void> {
  const values = {
    ...(problem === null ? { tags_read_at: now } : {}),
    ...(changed ? { changed_at: now } : {}),
    problem_code: problem?.code ?? null,
    problem_message: problem?.message ?? null,
  };
  await db
    .insertInto("index_repositories")
    .values({
      registry,
      repository,
      tags_read_at: problem === null ? now : null,
      looked_at: null,
      changed_at: changed ? now : null,
      ...values,
    })
    .onConflict((conflict) => conflict.columns(["registry", "repository"]).doUpdateSet(values))
    .execute();
  await storeSearchNames(db, "repository", [repository]);
}

/** Forgets repositories that the catalog names no longer, with their tags. */
export async function forgetRepositories(
  db: Kysely<Schema>,
  registry: string,
  repositories: readonly RepositoryName[],
): Promise<void> {
  for (const repository of repositories) {
    await db.transaction().execute(async (transaction) => {
      for (const table of ["index_tags", "index_repositories"] as const) {
        await transaction
          .deleteFrom(table)
          .where("registry", "=", registry)
          .where("repository", "=", repository)
          .execute();
      }
    });
  }
}

import { randomInt } from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";

/** A repository whose tags changed since it was counted. */
export interface Mark {
  readonly registry: string;
  readonly repository: RepositoryName;
  /** Another one after each change. */
  readonly mark: number;
}

/** Revisions are drawn, since a repository that is forgotten and comes back must not have one that it had. */
const mostRevisions = 2 ** 47;

/**
 * Keeps that tags of a repository changed: it is to be counted, and has another revision. To be called in the transaction
 * that changes them, so that no change is missed whenever a process dies.
 */
export async function markChanged(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
): Promise<void> {
  await markForRecount(db, registry, repository);
  await db
    .updateTable("index_repositories")
    .set({ revision: randomInt(mostRevisions) })
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .execute();
}

/** Keeps that a repository is to be counted, though no tag of it changed: more may be known of its images. */
export async function markForRecount(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
): Promise<void> {
  await db
    .insertInto("index_recounts")
    .values({ registry, repository, mark: 1 })
    .onConflict((conflict) =>
      conflict.columns(["registry", "repository"]).doUpdateSet({ mark: sql`index_recounts.mark + 1` }),
    )
    .execute();
}

/** The mark of a repository; undefined where nothing changed since it was counted. */
export async function markOf(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
): Promise<number | undefined> {
  const row = await db
    .selectFrom("index_recounts")
    .select("mark")
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .executeTakeFirst();
  return row?.mark;
}

/** Repositories that are to be counted, of one registry or of all. */
export async function markedRepositories(
  db: Kysely<Schema>,
  limit: number,
  registry?: string,
): Promise<Mark[]> {
  let query = db.selectFrom("index_recounts").selectAll().orderBy("registry").orderBy("repository");
  if (registry !== undefined) query = query.where("registry", "=", registry);
  const rows = await query.limit(limit).execute();
  // Checked when it came from the registry.
  return rows.map((row) => ({ ...row, repository: row.repository as RepositoryName }));
}

/** Takes a mark away, unless another change came after it. */
export async function removeMark(db: Kysely<Schema>, { registry, repository, mark }: Mark): Promise<void> {
  await db
    .deleteFrom("index_recounts")
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .where("mark", "=", mark)
    .execute();
}

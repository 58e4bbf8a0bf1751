import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";

/**
 * The revision of a repository: another number after each change of its tags, written in the transaction that makes it. Null
 * where it is not known, or no tag of it ever was.
 */
export async function revisionOf(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
): Promise<number | null> {
  const row = await db
    .selectFrom("index_repositories")
    .select("revision")
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .executeTakeFirst();
  return row?.revision ?? null;
}

import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";

/**
 * The repositories whose tags were not listed and read since an instant: first those that somebody looked at, the latest look first;
 * then those that changed last; then those that were never read, and the longest unread.
 *
 * @param among the repositories that the registry has now.
 * @param since milliseconds since 1970.
 */
export async function repositoriesDue(
  db: Kysely<Schema>,
  registry: string,
  among: ReadonlySet<RepositoryName>,
  since: number,
): Promise<RepositoryName[]> {
  const rows = await db
    .selectFrom("index_repositories")
    .select("repository")
    .where("registry", "=", registry)
    .where(({ eb, or, exists, selectFrom }) =>
      or([
        eb("tags_read_at", "is", null),
        eb("tags_read_at", "<", since),
        // Listed, but the reading broke off before each tag was asked for.
        exists(
          selectFrom("index_tags")
            .select("index_tags.tag")
            .whereRef("index_tags.registry", "=", "index_repositories.registry")
            .whereRef("index_tags.repository", "=", "index_repositories.repository")
            .where("index_tags.digest", "is", null)
            .where("index_tags.problem_code", "is", null),
        ),
      ]),
    )
    .orderBy(({ fn, val }) => fn.coalesce("looked_at", val(0)), "desc")
    .orderBy(({ fn, val }) => fn.coalesce("changed_at", val(0)), "desc")
    .orderBy(({ fn, val }) => fn.coalesce("tags_read_at", val(0)))
    .orderBy("repository")
    .execute();
  // Checked when it came from the registry.
  return rows.map(({ repository }) => repository as RepositoryName).filter((name) => among.has(name));
}

/**
 * Tags that were found on another digest before, and so may have moved again: those not asked for the longest first.
 *
 * @param before only tags last asked for before this instant, in milliseconds since 1970.
 */
export async function restlessTags(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  before: number,
  limit: number,
): Promise<Tag[]> {
  const rows = await db
    .selectFrom("index_tags")
    .select("tag")
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .where("moved_at", "is not", null)
    .where("seen_at", "<", before)
    .orderBy("seen_at")
    .orderBy("tag")
    .limit(limit)
    .execute();
  return rows.map(({ tag }) => tag as Tag);
}

import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";

/** Which repositories a round of a sync reads. */
export interface Round {
  /** When it was begun, in milliseconds since 1970: what was read since is not read again. */
  readonly since: number;
  /** `lively` leaves out those that nothing was heard of for long, and that were read not so long ago. */
  readonly which: "all" | "lively";
  /** Milliseconds since 1970; the present where absent. */
  readonly now?: number;
}

/**
 * Of the time for which nothing happened in a repository, this part may pass until it is read again: one that was quiet for
 * ten hours is read every half of an hour.
 */
const partOfQuiet = 1 / 20;

/** After so long any repository is read again, in milliseconds. */
const longestUnread = 6 * 60 * 60_000;

/**
 * The repositories whose tags are to be listed and read in a round: first those that somebody looked at, the latest look
 * first; then those that changed last; then those that were never read, and the longest unread.
 *
 * What was never read, or not to its end, is always among them. Of the others a lively round has those for which it is time:
 * the longer nobody looked at a repository, no tag of it came or went, and no new image is known, the more seldom.
 *
 * @param among the repositories that the registry has now.
 */
export async function repositoriesDue(
  db: Kysely<Schema>,
  registry: string,
  among: ReadonlySet<RepositoryName>,
  { since, which, now = Date.now() }: Round,
): Promise<RepositoryName[]> {
  const rows = await db
    .selectFrom("index_repositories")
    .select(["repository", "tags_read_at", "looked_at", "changed_at"])
    .select(({ eb, or, exists, selectFrom }) => [
      selectFrom("index_tags")
        .select(({ fn }) => fn.max("index_tags.created_at").as("newest"))
        .whereRef("index_tags.registry", "=", "index_repositories.registry")
        .whereRef("index_tags.repository", "=", "index_repositories.repository")
        .as("newest"),
      // Listed, but the reading broke off before each tag was asked for.
      eb
        .case()
        .when(
          or([
            eb("tags_read_at", "is", null),
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
        .then(1)
        .else(0)
        .end()
        .as("unread"),
    ])
    .where("registry", "=", registry)
    .orderBy(({ fn, val }) => fn.coalesce("looked_at", val(0)), "desc")
    .orderBy(({ fn, val }) => fn.coalesce("changed_at", val(0)), "desc")
    .orderBy(({ fn, val }) => fn.coalesce("tags_read_at", val(0)))
    .orderBy("repository")
    .execute();
  return rows.flatMap((row) => {
    // Checked when it came from the registry.
    const repository = row.repository as RepositoryName;
    if (!among.has(repository)) return [];
    if (row.unread === 1) return [repository];
    const readAt = Number(row.tags_read_at);
    if (readAt >= since) return [];
    const heardOf = Math.max(Number(row.looked_at), Number(row.changed_at), Number(row.newest));
    const mayRest = Math.min(Math.max(0, readAt - heardOf) * partOfQuiet, longestUnread);
    return which === "all" || readAt + mayRest <= now ? [repository] : [];
  });
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

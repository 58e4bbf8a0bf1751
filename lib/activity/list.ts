import { type Kysely, sql } from "kysely";
import { escapeLike } from "#lib/db/like.ts";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import type { ActivityAction, ActivityPage } from "./types.ts";

/** Entries of one page. */
const pageSize = 100;

/** Which activity is asked for; what is absent does not matter. */
export interface ActivityFilter {
  /** The slug of a registry. */
  readonly registry?: string | undefined;
  /** Somewhere in the repository's name. */
  readonly repository?: string | undefined;
  /** Somewhere in the account's name, whatever its case. */
  readonly actor?: string | undefined;
  readonly action?: ActivityAction | undefined;
  /** Only entries older than this one, by id. */
  readonly before?: number | undefined;
  /** Only entries newer than this one, by id. */
  readonly after?: number | undefined;
}

/**
 * Pushes and deletions, the newest first, at most a hundred.
 *
 * A platform's manifest inside an index that is known is not named: the push of the index tells it.
 *
 * @param people whether it is told who did it and from where; else those are null, and not filtered by.
 */
export async function listActivity(
  db: Kysely<Schema>,
  { registry, repository, actor, action, before, after }: ActivityFilter,
  people: boolean,
): Promise<ActivityPage> {
  let query = db
    .selectFrom("activity")
    .selectAll()
    .where(({ or, eb, not, exists, selectFrom }) =>
      or([
        eb("tag", "is not", null),
        eb("action", "!=", "push"),
        not(
          exists(
            selectFrom("index_children")
              .select("index_children.child")
              .whereRef("index_children.child", "=", "activity.digest"),
          ),
        ),
      ]),
    );
  if (registry !== undefined) query = query.where("registry", "=", registry);
  if (repository !== undefined)
    query = query.where(sql<boolean>`repository like ${containing(repository)} escape '\\'`);
  if (actor !== undefined && people)
    query = query.where(sql<boolean>`lower(actor) like ${containing(actor)} escape '\\'`);
  if (action !== undefined) query = query.where("action", "=", action);
  if (before !== undefined) query = query.where("id", "<", before);
  if (after !== undefined) query = query.where("id", ">", after);
  const rows = await query
    .orderBy("id", "desc")
    .limit(pageSize + 1)
    .execute();
  return {
    more: rows.length > pageSize,
    entries: rows.slice(0, pageSize).map((row) => ({
      id: row.id,
      at: row.at,
      registry: row.registry,
      // Checked when they came from the registry.
      action: row.action as ActivityAction,
      repository: row.repository as RepositoryName,
      tag: row.tag as Tag | null,
      digest: row.digest as Digest | null,
      actor: people ? row.actor : null,
      address: people ? row.address : null,
      userAgent: people ? row.user_agent : null,
    })),
  };
}

/** A pattern of `like` for texts with `text` in them. */
function containing(text: string): string {
  return `%${escapeLike(text.toLowerCase())}%`;
}

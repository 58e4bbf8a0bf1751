import { database } from "#lib/db/database.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { pullsOf } from "./pulls.ts";
import type { ReferenceActivity } from "./types.ts";

/**
 * How often a tag or digest was pulled, and who pushed it last.
 *
 * @param tag null for a page opened by digest.
 * @param people whether it is told who did it and from where.
 */
export async function referenceActivity(
  registry: string,
  repository: RepositoryName,
  tag: Tag | null,
  digest: Digest,
  people: boolean,
): Promise<ReferenceActivity> {
  const db = database();
  const reference = tag ?? digest;
  const [pulls, pushed] = await Promise.all([
    pullsOf(db, registry, repository, [reference]),
    db
      .selectFrom("activity")
      .select(["at", "actor", "address", "user_agent"])
      .where("registry", "=", registry)
      .where("repository", "=", repository)
      .where("action", "=", "push")
      .where("digest", "=", digest)
      .$if(tag !== null, (query) => query.where("tag", "=", tag))
      .orderBy("id", "desc")
      .limit(1)
      .executeTakeFirst(),
  ]);
  return {
    pulls: pulls.get(reference) ?? null,
    pushed:
      pushed === undefined
        ? null
        : {
            at: pushed.at,
            actor: people ? pushed.actor : null,
            address: people ? pushed.address : null,
            userAgent: people ? pushed.user_agent : null,
          },
  };
}

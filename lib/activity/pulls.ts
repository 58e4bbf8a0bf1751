import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { ManifestReference, RepositoryName, Tag } from "#lib/oci/reference.ts";
import type { Pulls, RegistryEvent } from "./types.ts";

type Pull = Extract<RegistryEvent, { action: "pull" }>;

/** A client that has looked up a tag fetches what it points at within this time, in milliseconds. */
export const lookupLimit = 5 * 60_000;

/** References that one query asks for at most. */
const atOnce = 500;

/**
 * Counts a pull.
 *
 * skopeo fetches a manifest by its tag. Docker since 20.10 and containerd ask by HEAD where the tag points, and then fetch
 * that digest: the HEAD alone is no pull (it is all that happens where the image is there already), but by it the fetch of
 * the digest is known for one of the tag. The platforms' manifests behind an index, which are fetched by digest, count for
 * themselves.
 */
export async function countPull(db: Kysely<Schema>, registry: string, pull: Pull): Promise<void> {
  const { repository, tag, digest, at, origin } = pull;
  const client = `${origin.address ?? ""} ${origin.userAgent ?? ""}`;
  if (pull.method === "HEAD") {
    if (tag === null) return;
    const values = { tag, looked_up_at: at };
    await db
      .insertInto("activity_lookups")
      .values({ registry, repository, digest, client, ...values })
      .onConflict((conflict) =>
        conflict.columns(["registry", "repository", "digest", "client"]).doUpdateSet(values),
      )
      .execute();
    return;
  }
  const lookup =
    tag === null
      ? await db
          .deleteFrom("activity_lookups")
          .where("registry", "=", registry)
          .where("repository", "=", repository)
          .where("digest", "=", digest)
          .where("client", "=", client)
          .returning(["tag", "looked_up_at"])
          .executeTakeFirst()
      : undefined;
  const looked = lookup !== undefined && at - lookup.looked_up_at <= lookupLimit ? lookup.tag : undefined;
  await db
    .insertInto("activity_pulls")
    .values({ registry, repository, reference: tag ?? looked ?? digest, pulls: 1, last_pulled_at: at })
    .onConflict((conflict) =>
      conflict.columns(["registry", "repository", "reference"]).doUpdateSet(({ eb, ref }) => ({
        pulls: eb("activity_pulls.pulls", "+", 1),
        last_pulled_at: eb
          .case()
          .when("activity_pulls.last_pulled_at", "<", ref("excluded.last_pulled_at"))
          .then(ref("excluded.last_pulled_at"))
          .else(ref("activity_pulls.last_pulled_at"))
          .end(),
      })),
    )
    .execute();
}

/** How often each of some tags was pulled; those of which no pull was heard are not in it. */
export async function pullsOfTags(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  tags: readonly Tag[],
): Promise<Map<Tag, Pulls>> {
  return pullsOf(db, registry, repository, tags);
}

/** As {@link pullsOfTags}, for digests as well. */
export async function pullsOf<Reference extends ManifestReference>(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  references: readonly Reference[],
): Promise<Map<Reference, Pulls>> {
  const found = new Map<Reference, Pulls>();
  for (let start = 0; start < references.length; start += atOnce) {
    const rows = await db
      .selectFrom("activity_pulls")
      .select(["reference", "pulls", "last_pulled_at"])
      .where("registry", "=", registry)
      .where("repository", "=", repository)
      .where("reference", "in", references.slice(start, start + atOnce))
      .execute();
    for (const { reference, pulls, last_pulled_at } of rows) {
      // One of those that were asked for.
      found.set(reference as Reference, { pulls, lastPulledAt: last_pulled_at });
    }
  }
  return found;
}

import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { inTurns } from "#lib/index/in-turns.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import type { ManifestGraph } from "./going.ts";

/** A repository of a registry. */
interface Place {
  readonly registry: string;
  readonly repository: RepositoryName;
}

/**
 * How manifests of a repository hang together, as the index has it.
 *
 * @param isUntagged whether a manifest is known to be in the repository without a tag.
 * @param askReferrers tells of more that refers to manifests, such as what the registry's own list has; nothing where absent.
 */
export function storedGraph(
  db: Kysely<Schema>,
  place: Place,
  isUntagged: (digest: Digest) => boolean,
  askReferrers?: (digests: readonly Digest[]) => Promise<ReadonlyMap<Digest, readonly Digest[]>>,
): ManifestGraph {
  return {
    childrenOf: async (digests) => {
      const found: [Digest, Digest][] = [];
      for await (const some of inTurns(digests)) {
        const rows = await db
          .selectFrom("index_children")
          .select(["parent", "child"])
          .where("parent", "in", some)
          .orderBy("parent")
          .orderBy("position")
          .execute();
        for (const { parent, child } of rows) found.push([parent as Digest, child as Digest]);
      }
      return grouped(found);
    },
    parentsOf: async (digests) => {
      const found: [Digest, Digest][] = [];
      for await (const some of inTurns(digests)) {
        const rows = await db
          .selectFrom("index_children")
          .select(["parent", "child"])
          .where("child", "in", some)
          .execute();
        for (const { parent, child } of rows) found.push([child as Digest, parent as Digest]);
      }
      return grouped(found);
    },
    referrersOf: async (digests) => {
      const found: [Digest, Digest][] = [];
      for await (const some of inTurns(digests)) {
        const rows = await db
          .selectFrom("index_manifests")
          .select(["digest", "subject"])
          .where("subject", "in", some)
          .execute();
        // What refers to it in another repository alone does not here.
        const tagged = await tagsOn(
          db,
          place,
          rows.map(({ digest }) => digest as Digest),
        );
        for (const row of rows) {
          const digest = row.digest as Digest;
          if (tagged.has(digest) || isUntagged(digest)) found.push([row.subject as Digest, digest]);
        }
      }
      for (const [subject, referrers] of (await askReferrers?.(digests)) ?? []) {
        for (const digest of referrers) found.push([subject, digest]);
      }
      return grouped(found);
    },
    tagsOn: (digests) => tagsOn(db, place, digests),
    subjectsOf: async (digests) => {
      const found = new Map<Digest, Digest>();
      for await (const some of inTurns(digests)) {
        const rows = await db
          .selectFrom("index_manifests")
          .select(["digest", "subject"])
          .where("digest", "in", some)
          .where("subject", "is not", null)
          .execute();
        for (const { digest, subject } of rows) found.set(digest as Digest, subject as Digest);
      }
      return found;
    },
  };
}

/**
 * The tags of a repository that are on each of some manifests.
 *
 * @param stayingIn a plan: the tags that it still is to delete are left out.
 */
export async function tagsOn(
  db: Kysely<Schema>,
  { registry, repository }: Place,
  digests: readonly Digest[],
  stayingIn?: string,
): Promise<ReadonlyMap<Digest, readonly Tag[]>> {
  const found = new Map<Digest, Tag[]>();
  for await (const some of inTurns(digests)) {
    const rows = await db
      .selectFrom("index_tags")
      .select(["tag", "digest"])
      .where("registry", "=", registry)
      .where("repository", "=", repository)
      .where("digest", "in", some)
      .$if(stayingIn !== undefined, (query) =>
        query.where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom("cleanup_items")
                .select("cleanup_items.position")
                .where("cleanup_items.plan", "=", stayingIn ?? "")
                .where("cleanup_items.repository", "=", repository)
                .whereRef("cleanup_items.reference", "=", "index_tags.tag")
                .where("cleanup_items.left_out", "=", 0)
                .where("cleanup_items.state", "in", ["planned", "begun"]),
            ),
          ),
        ),
      )
      .execute();
    for (const row of rows) {
      // Both were checked when they came from the registry.
      const digest = row.digest as Digest;
      found.set(digest, [...(found.get(digest) ?? []), row.tag as Tag]);
    }
  }
  return found;
}

function grouped(pairs: readonly (readonly [Digest, Digest])[]): Map<Digest, Digest[]> {
  const map = new Map<Digest, Digest[]>();
  for (const [key, value] of pairs) {
    const values = map.get(key) ?? [];
    values.push(value);
    map.set(key, values);
  }
  return map;
}

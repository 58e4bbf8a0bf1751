import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { chunks, rowsAtOnce } from "#lib/index/chunks.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { ManifestGraph } from "./going.ts";

/**
 * How manifests hang together, as the index has it.
 *
 * @param isThere whether a manifest is known to be in the repository: what refers to another may be in another repository only.
 * @param askReferrers tells of more that refers to manifests, such as what the registry's own list has; nothing where absent.
 */
export function storedGraph(
  db: Kysely<Schema>,
  isThere: (digest: Digest) => boolean,
  askReferrers?: (digests: readonly Digest[]) => Promise<ReadonlyMap<Digest, readonly Digest[]>>,
): ManifestGraph {
  return {
    childrenOf: async (digests) => {
      const found: [Digest, Digest][] = [];
      for (const some of chunks(digests, rowsAtOnce)) {
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
      for (const some of chunks(digests, rowsAtOnce)) {
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
      for (const some of chunks(digests, rowsAtOnce)) {
        const rows = await db
          .selectFrom("index_manifests")
          .select(["digest", "subject"])
          .where("subject", "in", some)
          .execute();
        for (const { digest, subject } of rows) {
          if (isThere(digest as Digest)) found.push([subject as Digest, digest as Digest]);
        }
      }
      for (const [subject, referrers] of (await askReferrers?.(digests)) ?? []) {
        for (const digest of referrers) found.push([subject, digest]);
      }
      return grouped(found);
    },
    subjectsOf: async (digests) => {
      const found = new Map<Digest, Digest>();
      for (const some of chunks(digests, rowsAtOnce)) {
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

function grouped(pairs: readonly (readonly [Digest, Digest])[]): Map<Digest, Digest[]> {
  const map = new Map<Digest, Digest[]>();
  for (const [key, value] of pairs) {
    const values = map.get(key) ?? [];
    values.push(value);
    map.set(key, values);
  }
  return map;
}

import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";

/**
 * The repositories of a registry known to hold each of these blobs, through a tag or through an index with a tag.
 * A repository never looked at is not known, so the answer is a lower bound.
 */
export async function repositoriesWithBlobs(
  db: Kysely<Schema>,
  registry: string,
  blobs: readonly Digest[],
): Promise<Map<Digest, RepositoryName[]>> {
  const found = new Map<Digest, RepositoryName[]>();
  if (blobs.length === 0) return found;
  const direct = db
    .selectFrom("index_manifest_blobs")
    .innerJoin("index_tags", "index_tags.digest", "index_manifest_blobs.manifest")
    .where("index_manifest_blobs.blob", "in", blobs)
    .where("index_tags.registry", "=", registry)
    .select(["index_manifest_blobs.blob", "index_tags.repository"]);
  const throughIndex = db
    .selectFrom("index_manifest_blobs")
    .innerJoin("index_children", "index_children.child", "index_manifest_blobs.manifest")
    .innerJoin("index_tags", "index_tags.digest", "index_children.parent")
    .where("index_manifest_blobs.blob", "in", blobs)
    .where("index_tags.registry", "=", registry)
    .select(["index_manifest_blobs.blob", "index_tags.repository"]);
  const rows = await direct.union(throughIndex).execute();
  for (const { blob, repository } of rows) {
    // Both were checked when they came from the registry.
    const holders = found.get(blob as Digest) ?? [];
    holders.push(repository as RepositoryName);
    found.set(blob as Digest, holders);
  }
  for (const holders of found.values()) holders.sort();
  return found;
}

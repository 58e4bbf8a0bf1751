import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import type { TagOnDigest } from "./types.ts";

/** The manifests inside an index, as its bytes say; empty for anything else. */
export async function childrenOf(db: Kysely<Schema>, digest: Digest): Promise<Digest[]> {
  const rows = await db
    .selectFrom("index_children")
    .select("child")
    .where("parent", "=", digest)
    .orderBy("position")
    .execute();
  // Checked when the index was read.
  return rows.map(({ child }) => child as Digest);
}

/** The tags of a repository whose index holds this manifest, as last seen. */
export async function parentsOf(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  digest: Digest,
): Promise<TagOnDigest[]> {
  const rows = await db
    .selectFrom("index_children")
    .innerJoin("index_tags", "index_tags.digest", "index_children.parent")
    .where("index_children.child", "=", digest)
    .where("index_tags.registry", "=", registry)
    .where("index_tags.repository", "=", repository)
    .select(["index_tags.tag", "index_children.parent"])
    .distinct()
    .execute();
  return rows.map(({ tag, parent }) => ({ tag: tag as Tag, digest: parent as Digest }));
}

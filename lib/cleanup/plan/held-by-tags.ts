import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { inTurns } from "#lib/index/in-turns.ts";
import type { Digest } from "#lib/oci/digest.ts";

/**
 * Of some blobs those that an image with a tag holds, in any repository of a registry.
 *
 * @param lost of how many of the images that hold a blob no tag will be left.
 */
export async function heldByTags(
  db: Kysely<Schema>,
  registry: string,
  blobs: readonly Digest[],
  lost: ReadonlyMap<Digest, number> = new Map(),
): Promise<ReadonlySet<Digest>> {
  const held = new Set<Digest>();
  for await (const some of inTurns(blobs)) {
    const rows = await db
      .selectFrom("index_blobs")
      .select(["blob", "images"])
      .where("registry", "=", registry)
      .where("blob", "in", some)
      .execute();
    for (const { blob, images } of rows) {
      const digest = blob as Digest;
      if (images > (lost.get(digest) ?? 0)) held.add(digest);
    }
  }
  return held;
}

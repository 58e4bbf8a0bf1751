import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";

/** What an image holds of one blob. */
export interface HeldBlob {
  readonly image: Digest;
  readonly blob: Digest;
  readonly kind: "manifest" | "config" | "layer";
  /** Bytes. */
  readonly size: number;
}

/**
 * Everything that images hold, each blob once an image: manifests, those of an index, configs, layers.
 *
 * An image of which a part was never read is left out, as it would be counted by halves. What comes back for a digest is the
 * same each time, since a digest names all that is below it.
 */
export async function heldBlobs(
  db: Kysely<Schema>,
  images: readonly Digest[],
): Promise<Map<Digest, readonly HeldBlob[]>> {
  if (images.length === 0) return new Map();
  const { rows } = await sql<HeldBlob & { known: number }>`
    with recursive reached (image, digest) as (
      select digest, digest from index_manifests where digest in (${sql.join(images)})
      union
      select reached.image, index_children.child from reached
      join index_children on index_children.parent = reached.digest
    )
    select reached.image, reached.digest as blob, 'manifest' as kind,
           coalesce(octet_length(index_contents.bytes), 0) as size,
           case when index_manifests.digest is null then 0 else 1 end as known
    from reached
    left join index_manifests on index_manifests.digest = reached.digest
    left join index_contents on index_contents.digest = reached.digest
    union all
    select reached.image, index_manifest_blobs.blob,
           case when min(index_manifest_blobs.position) < 0 then 'config' else 'layer' end as kind,
           max(index_manifest_blobs.size) as size, 1 as known
    from reached join index_manifest_blobs on index_manifest_blobs.manifest = reached.digest
    group by reached.image, index_manifest_blobs.blob
  `.execute(db);
  const held = new Map<Digest, HeldBlob[]>();
  const partly = new Set<Digest>();
  for (const { image, blob, kind, size, known } of rows) {
    if (known === 0) partly.add(image);
    const blobs = held.get(image) ?? [];
    blobs.push({ image, blob, kind, size });
    held.set(image, blobs);
  }
  for (const image of partly) held.delete(image);
  return held;
}

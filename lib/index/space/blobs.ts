import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { heldBlobs } from "../sizes/closure.ts";
import { countedImages } from "./images.ts";
import { shownAtMost } from "./rest.ts";
import type { SpaceBlob, SpacePart } from "./types.ts";

/** What an image holds, the largest first; undefined where it is not counted. */
export async function spaceImage(
  db: Kysely<Schema>,
  registry: string,
  repository: string,
  digest: string,
): Promise<Extract<SpacePart, { kind: "image" }> | undefined> {
  const [image] = await countedImages(db, registry, { repository, digest });
  if (image === undefined) return undefined;
  const held = await heldBlobs(db, [image.digest]);
  const digests = (held.get(image.digest) ?? []).map(({ blob }) => blob);
  const rows = await db
    .selectFrom("index_blobs")
    .select(["blob", "kind", "size", "images", "repositories"])
    .where("registry", "=", registry)
    .where("blob", "in", digests)
    .execute();
  // Sorted here: asked for an order, SQLite would walk all blobs of the registry in it.
  const sorted = rows.toSorted((one, other) => other.size - one.size || (one.blob < other.blob ? -1 : 1));
  const blobs = sorted.map(({ blob, kind, size, images, repositories }) => ({
    digest: blob as Digest,
    kind,
    bytes: size,
    images,
    repositories,
    repository: image.repository,
  }));
  return { kind: "image", image, bytes: image.bytes, blobs };
}

/** The largest layers of a registry; what is left are smaller ones, configs and manifests. */
export async function largestLayers(
  db: Kysely<Schema>,
  registry: string,
): Promise<Extract<SpacePart, { kind: "blobs" }>> {
  const { rows } = await sql<{
    blob: Digest;
    kind: SpaceBlob["kind"];
    size: number;
    images: number;
    repositories: number;
    repository: RepositoryName;
  }>`
    select chosen.*, (
      select min(repository) from index_repository_blobs
      where index_repository_blobs.registry = ${registry} and index_repository_blobs.blob = chosen.blob
    ) as repository
    from (
      select blob, kind, size, images, repositories from index_blobs where registry = ${registry} and kind = 'layer'
      order by size desc, blob desc limit ${shownAtMost}
    ) as chosen order by size desc, blob desc
  `.execute(db);
  const totals = await db
    .selectFrom("index_totals")
    .select(["bytes", "blobs"])
    .where("registry", "=", registry)
    .executeTakeFirst();
  const blobs = rows.map(({ blob, size, ...row }) => ({ ...row, digest: blob, bytes: size }));
  const bytes = totals?.bytes ?? 0;
  const named = blobs.reduce((sum, blob) => sum + blob.bytes, 0);
  return {
    kind: "blobs",
    bytes,
    blobs,
    rest: { count: (totals?.blobs ?? 0) - blobs.length, bytes: bytes - named },
  };
}

import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { chunks, rowsAtOnce } from "../chunks.ts";
import type { HeldBlob } from "./closure.ts";

/** By how many a blob is held, before or after some images were counted. */
export interface Held {
  /** Images of the repository. */
  readonly here: number;
  /** Images of the registry, one counted anew in each repository. */
  readonly images: number;
  readonly repositories: number;
}

/** How counting some images of a repository, or counting them no longer, changed by how many a blob is held. */
export interface BlobChange {
  readonly blob: Digest;
  readonly kind: HeldBlob["kind"];
  /** Bytes: as first told. Should a manifest lie of it, all sums still fit together. */
  readonly size: number;
  readonly before: Held;
  readonly after: Held;
}

/**
 * Keeps by how many blobs are held after images of a repository came or went. To be called under the lock of all sizes.
 *
 * @param sign 1 for images that are counted from now on, −1 for those that are counted no longer.
 */
export async function storeBlobCounts(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  held: readonly HeldBlob[],
  sign: 1 | -1,
): Promise<BlobChange[]> {
  const counted = new Map<Digest, { first: HeldBlob; images: number }>();
  for (const one of held) {
    const seen = counted.get(one.blob);
    if (seen === undefined) counted.set(one.blob, { first: one, images: 1 });
    else seen.images += 1;
  }
  const changes: BlobChange[] = [];
  for (const some of chunks([...counted], rowsAtOnce)) {
    const blobs = some.map(([blob]) => blob);
    const here = await countsHere(db, registry, repository, blobs);
    const known = await knownCounts(db, registry, blobs);
    for (const [blob, { first, images }] of some) {
      const elsewhere = known.get(blob) ?? { kind: first.kind, size: first.size, images: 0, repositories: 0 };
      const { kind, size } = elsewhere;
      const before = {
        here: here.get(blob) ?? 0,
        images: elsewhere.images,
        repositories: elsewhere.repositories,
      };
      const left = before.here + sign * images;
      const after = {
        here: left,
        images: before.images + sign * images,
        repositories: before.repositories + Number(left > 0) - Number(before.here > 0),
      };
      changes.push({ blob, kind, size, before, after });
    }
  }
  await writeHere(db, registry, repository, changes);
  await writeKnown(db, registry, changes);
  return changes;
}

async function countsHere(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  blobs: readonly Digest[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom("index_repository_blobs")
    .select(["blob", "images"])
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .where("blob", "in", blobs)
    .execute();
  return new Map(rows.map(({ blob, images }) => [blob, images]));
}

async function knownCounts(db: Kysely<Schema>, registry: string, blobs: readonly Digest[]) {
  const rows = await db
    .selectFrom("index_blobs")
    .select(["blob", "kind", "size", "repositories", "images"])
    .where("registry", "=", registry)
    .where("blob", "in", blobs)
    .execute();
  return new Map<string, (typeof rows)[number]>(rows.map((row) => [row.blob, row]));
}

async function writeHere(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  changes: readonly BlobChange[],
): Promise<void> {
  const kept = changes.filter(({ after }) => after.here > 0);
  for (const some of chunks(kept, rowsAtOnce)) {
    await db
      .insertInto("index_repository_blobs")
      .values(some.map(({ blob, size, after }) => ({ registry, repository, blob, size, images: after.here })))
      .onConflict((conflict) =>
        conflict
          .columns(["registry", "repository", "blob"])
          .doUpdateSet(({ ref }) => ({ images: ref("excluded.images") })),
      )
      .execute();
  }
  for (const some of chunks(gone(changes, "here"), rowsAtOnce)) {
    await db
      .deleteFrom("index_repository_blobs")
      .where("registry", "=", registry)
      .where("repository", "=", repository)
      .where("blob", "in", some)
      .execute();
  }
}

async function writeKnown(
  db: Kysely<Schema>,
  registry: string,
  changes: readonly BlobChange[],
): Promise<void> {
  const kept = changes.filter(({ after }) => after.images > 0);
  for (const some of chunks(kept, rowsAtOnce)) {
    await db
      .insertInto("index_blobs")
      .values(
        some.map(({ blob, kind, size, after: { images, repositories } }) => ({
          registry,
          blob,
          kind,
          size,
          repositories,
          images,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(["registry", "blob"]).doUpdateSet(({ ref }) => ({
          repositories: ref("excluded.repositories"),
          images: ref("excluded.images"),
        })),
      )
      .execute();
  }
  for (const some of chunks(gone(changes, "images"), rowsAtOnce)) {
    await db.deleteFrom("index_blobs").where("registry", "=", registry).where("blob", "in", some).execute();
  }
}

function gone(changes: readonly BlobChange[], where: "here" | "images"): Digest[] {
  return changes.filter(({ after }) => after[where] === 0).map(({ blob }) => blob);
}

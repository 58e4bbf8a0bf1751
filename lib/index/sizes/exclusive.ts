import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import type { BlobChange, Held } from "./blob-counts.ts";
import { imagesHolding, otherRepositoriesHolding } from "./holders.ts";

interface SoleChange {
  readonly blob: Digest;
  readonly bytes: number;
  /** By how many it is held while it has a sole holder. */
  readonly at: Held;
  /** Nobody held it before. */
  readonly fresh: boolean;
}

/**
 * Blobs that have another sole holder than before, with the bytes that one gains (or, below 0, the former one loses).
 *
 * @param of holders of which kind are counted.
 */
function soleChanges(changes: readonly BlobChange[], of: "images" | "repositories"): readonly SoleChange[] {
  return changes.flatMap(({ blob, size, before, after }) => {
    if (before[of] !== 1 && after[of] === 1)
      return [{ blob, bytes: size, at: after, fresh: before[of] === 0 }];
    if (before[of] === 1 && after[of] !== 1) return [{ blob, bytes: -size, at: before, fresh: false }];
    return [];
  });
}

/**
 * Keeps what each repository holds alone, after blobs came to one or left it.
 *
 * @param repository where images were counted, or are counted no longer.
 * @returns the repositories of which it is another than before.
 */
export async function moveExclusiveOfRepositories(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  changes: readonly BlobChange[],
): Promise<readonly RepositoryName[]> {
  const moved = soleChanges(changes, "repositories");
  const elsewhere = moved.filter(({ at }) => at.here === 0).map(({ blob }) => blob);
  const others = await otherRepositoriesHolding(db, registry, elsewhere, repository);
  const holderOf = new Map(others.map((one) => [one.blob, one.repository]));
  const bytesOf = new Map<RepositoryName, number>();
  for (const { blob, bytes } of moved) {
    const holder = holderOf.get(blob) ?? repository;
    bytesOf.set(holder, (bytesOf.get(holder) ?? 0) + bytes);
  }
  for (const [holder, bytes] of bytesOf) {
    await db
      .updateTable("index_repositories")
      // Stays null where nothing was counted yet.
      .set({ exclusive_bytes: sql`exclusive_bytes + ${bytes}` })
      .where("registry", "=", registry)
      .where("repository", "=", holder)
      .execute();
  }
  return [...bytesOf.keys()];
}

/**
 * Keeps what images hold alone that were counted before, after others came or went. To be called before those that come are
 * stored, and after those that go are deleted.
 *
 * @returns the blobs of which an image that just came is the sole holder.
 */
export async function moveExclusiveOfImages(
  db: Kysely<Schema>,
  registry: string,
  changes: readonly BlobChange[],
): Promise<ReadonlySet<Digest>> {
  const moved = soleChanges(changes, "images");
  const elsewhere = moved.filter(({ fresh }) => !fresh);
  const holders = await imagesHolding(
    db,
    registry,
    elsewhere.map(({ blob }) => blob),
  );
  const holderOf = new Map(holders.map((one) => [one.blob, one]));
  const bytesOf = new Map<string, { repository: RepositoryName; image: Digest; bytes: number }>();
  for (const { blob, bytes } of elsewhere) {
    const holder = holderOf.get(blob);
    // It was the last one, and is gone.
    if (holder === undefined) continue;
    const key = `${holder.repository}@${holder.image}`;
    const sum = bytesOf.get(key) ?? { ...holder, bytes: 0 };
    sum.bytes += bytes;
    bytesOf.set(key, sum);
  }
  for (const { repository, image, bytes } of bytesOf.values()) {
    if (bytes === 0) continue;
    const { month } = await db
      .updateTable("index_images")
      .set(({ eb }) => ({ exclusive_bytes: eb("exclusive_bytes", "+", bytes) }))
      .where("registry", "=", registry)
      .where("repository", "=", repository)
      .where("digest", "=", image)
      .returning("month")
      .executeTakeFirstOrThrow();
    await db
      .updateTable("index_repositories")
      // Stays null where nothing was counted yet.
      .set({ image_exclusive_bytes: sql`image_exclusive_bytes + ${bytes}` })
      .where("registry", "=", registry)
      .where("repository", "=", repository)
      .execute();
    await db
      .updateTable("index_months")
      .set(({ eb }) => ({ exclusive_bytes: eb("exclusive_bytes", "+", bytes) }))
      .where("registry", "=", registry)
      .where("month", "=", month)
      .execute();
  }
  return new Set(moved.filter(({ fresh }) => fresh).map(({ blob }) => blob));
}

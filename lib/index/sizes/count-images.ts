import { sql, type Transaction } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { chunks, rowsAtOnce } from "../chunks.ts";
import { storeEntries } from "../entries/store-entries.ts";
import { type BlobChange, storeBlobCounts } from "./blob-counts.ts";
import { type HeldBlob, heldBlobs } from "./closure.ts";
import { moveExclusiveOfImages, moveExclusiveOfRepositories } from "./exclusive.ts";
import { addToMonths, addToTotals, type MonthChange } from "./totals.ts";

/** An image that is to be counted. */
export interface FoundImage {
  readonly digest: Digest;
  /** RFC 3339 as its config has it. */
  readonly created: string | null;
}

/**
 * Counts images of a repository, with everything that follows for all others of the registry. Those of which a part was never
 * read are left out. To be called under the lock of all sizes.
 */
export async function countImages(
  db: Transaction<Schema>,
  registry: string,
  repository: RepositoryName,
  found: readonly FoundImage[],
): Promise<void> {
  const held = await heldBlobs(
    db,
    found.map(({ digest }) => digest),
  );
  const counted = found.filter(({ digest }) => held.has(digest));
  if (counted.length === 0) return;
  const changes = await storeBlobCounts(db, registry, repository, [...held.values()].flat(), 1);
  const alone = await moveExclusiveOfImages(db, registry, changes);
  const sizes = new Map(changes.map(({ blob, size }) => [blob, size]));
  const rows = counted.map(({ digest, created }) => {
    const date = utcSecond(created);
    return {
      registry,
      repository,
      digest,
      created: date,
      month: date?.slice(0, 7) ?? "",
      ...sums(held.get(digest) ?? [], sizes, alone),
    };
  });
  for (const some of chunks(rows, rowsAtOnce)) await db.insertInto("index_images").values(some).execute();
  await addToMonths(db, registry, byMonth(rows, 1));
  await follow(db, registry, repository, changes, rows, 1);
}

/** Counts images no longer, of which a repository has no tag any more. To be called under the lock of all sizes. */
export async function discountImages(
  db: Transaction<Schema>,
  registry: string,
  repository: RepositoryName,
  images: readonly Digest[],
): Promise<void> {
  const held = await heldBlobs(db, images);
  const rows = await db
    .deleteFrom("index_images")
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .where("digest", "in", images)
    .returning(["month", "bytes", "exclusive_bytes"])
    .execute();
  await addToMonths(db, registry, byMonth(rows, -1));
  const changes = await storeBlobCounts(db, registry, repository, [...held.values()].flat(), -1);
  await moveExclusiveOfImages(db, registry, changes);
  await follow(db, registry, repository, changes, rows, -1);
}

async function follow(
  db: Transaction<Schema>,
  registry: string,
  repository: RepositoryName,
  changes: readonly BlobChange[],
  moved: readonly { readonly exclusive_bytes: number }[],
  sign: 1 | -1,
): Promise<void> {
  const holders = await moveExclusiveOfRepositories(db, registry, repository, changes);
  const images = sign * moved.length;
  await addToTotals(db, registry, changes, images);
  const alone = sign * moved.reduce((sum, { exclusive_bytes }) => sum + exclusive_bytes, 0);
  let bytes = 0;
  for (const { size, before, after } of changes) {
    bytes += size * (Number(after.here > 0) - Number(before.here > 0));
  }
  await db
    .updateTable("index_repositories")
    // Stays null where nothing was counted yet.
    .set({
      images: sql`images + ${images}`,
      bytes: sql`bytes + ${bytes}`,
      image_exclusive_bytes: sql`image_exclusive_bytes + ${alone}`,
    })
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .execute();
  await storeEntries(db, registry, [repository, ...holders]);
}

function sums(
  held: readonly HeldBlob[],
  sizes: ReadonlyMap<Digest, number>,
  alone: ReadonlySet<Digest>,
): { bytes: number; exclusive_bytes: number } {
  let bytes = 0;
  let exclusive = 0;
  for (const { blob } of held) {
    const size = sizes.get(blob) ?? 0;
    bytes += size;
    if (alone.has(blob)) exclusive += size;
  }
  return { bytes, exclusive_bytes: exclusive };
}

function byMonth(
  rows: readonly { readonly month: string; readonly bytes: number; readonly exclusive_bytes: number }[],
  sign: 1 | -1,
): MonthChange[] {
  const months = new Map<string, MonthChange>();
  for (const { month, bytes, exclusive_bytes } of rows) {
    const sum = months.get(month) ?? { month, images: 0, bytes: 0, exclusiveBytes: 0 };
    months.set(month, {
      month,
      images: sum.images + sign,
      bytes: sum.bytes + sign * bytes,
      exclusiveBytes: sum.exclusiveBytes + sign * exclusive_bytes,
    });
  }
  return [...months.values()];
}

/** An instant in UTC to the second, so that texts sort as instants do; null where it is none, or not of a year with four digits. */
function utcSecond(created: string | null): string | null {
  const instant = created === null ? Number.NaN : Date.parse(created);
  if (Number.isNaN(instant)) return null;
  const text = new Date(instant).toISOString();
  return text.length === 24 ? `${text.slice(0, 19)}Z` : null;
}

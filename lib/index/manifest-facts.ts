import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import { chunks, rowsAtOnce } from "./chunks.ts";
import type { ManifestSummary } from "./types.ts";

/** Everything the index keeps of a manifest besides its bytes. */
export interface ManifestFacts {
  readonly summary: ManifestSummary;
  /** Position −1 is the config; layers count from 0. Sizes in bytes. */
  readonly blobs: readonly { readonly position: number; readonly digest: Digest; readonly size: number }[];
  /** The manifests of an index, in its order. */
  readonly children: readonly Digest[];
  readonly subject: Digest | null;
  /** False where a part could not be read: then it is not kept, and tried again the next time. */
  readonly complete: boolean;
}

/** What the index knows of a manifest; undefined where it was never read as a whole. */
export async function storedSummary(
  db: Kysely<Schema>,
  digest: Digest,
): Promise<ManifestSummary | undefined> {
  const row = await db
    .selectFrom("index_manifests")
    .selectAll()
    .where("digest", "=", digest)
    .executeTakeFirst();
  return row === undefined ? undefined : summaryOfRow(row);
}

/** What the index knows of manifests; those that were never read as a whole are left out. */
export async function storedSummaries(
  db: Kysely<Schema>,
  digests: readonly Digest[],
): Promise<ReadonlyMap<Digest, ManifestSummary>> {
  const summaries = new Map<Digest, ManifestSummary>();
  for (const some of chunks(digests, rowsAtOnce)) {
    const rows = await db.selectFrom("index_manifests").selectAll().where("digest", "in", some).execute();
    for (const row of rows) summaries.set(row.digest as Digest, summaryOfRow(row));
  }
  return summaries;
}

/** A stored row as the summary it stands for. */
export function summaryOfRow(row: {
  kind: string;
  media_type: string;
  artifact_type: string | null;
  platforms: string;
  size: number | null;
  created: string | null;
}): ManifestSummary {
  return {
    kind: row.kind as ManifestSummary["kind"],
    mediaType: row.media_type,
    artifactType: row.artifact_type,
    platforms: JSON.parse(row.platforms) as string[],
    size: row.size,
    created: row.created,
  };
}

/** Keeps the facts of manifests. To be called in a transaction: all of a manifest is kept or nothing. */
export async function storeManifestFacts(
  db: Kysely<Schema>,
  manifests: readonly { readonly digest: Digest; readonly facts: ManifestFacts }[],
): Promise<void> {
  const blobs = manifests.flatMap(({ digest: manifest, facts }) =>
    facts.blobs.map(({ position, digest: blob, size }) => ({ manifest, position, blob, size })),
  );
  for (const some of chunks(blobs, rowsAtOnce)) {
    await db
      .insertInto("index_manifest_blobs")
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  const children = manifests.flatMap(({ digest: parent, facts }) =>
    facts.children.map((child, position) => ({ parent, position, child })),
  );
  for (const some of chunks(children, rowsAtOnce)) {
    await db
      .insertInto("index_children")
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  for (const some of chunks(manifests, rowsAtOnce)) {
    await db
      .insertInto("index_manifests")
      .values(
        some.map(({ digest, facts: { summary, subject } }) => ({
          digest,
          kind: summary.kind,
          media_type: summary.mediaType,
          artifact_type: summary.artifactType,
          platforms: JSON.stringify(summary.platforms),
          size: summary.size,
          created: summary.created,
          subject,
        })),
      )
      .onConflict((conflict) => conflict.column("digest").doNothing())
      .execute();
  }
}

/** The blobs of some manifests that the index knows. */
export async function storedBlobs(
  db: Kysely<Schema>,
  manifests: readonly Digest[],
): Promise<{ readonly digest: Digest; readonly size: number }[]> {
  if (manifests.length === 0) return [];
  const rows = await db
    .selectFrom("index_manifest_blobs")
    .select(["blob", "size"])
    .where("manifest", "in", manifests)
    .execute();
  return rows.map(({ blob, size }) => ({ digest: blob as Digest, size: Number(size) }));
}

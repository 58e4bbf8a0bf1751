import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
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

/** Keeps the facts of a manifest, all or nothing. The size of an index is summed here, over its children's blobs, each once. */
export async function storeManifestFacts(
  db: Kysely<Schema>,
  digest: Digest,
  facts: ManifestFacts,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    if (facts.blobs.length > 0) {
      await transaction
        .insertInto("index_manifest_blobs")
        .values(
          facts.blobs.map(({ position, digest: blob, size }) => ({ manifest: digest, position, blob, size })),
        )
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    if (facts.children.length > 0) {
      await transaction
        .insertInto("index_children")
        .values(facts.children.map((child, position) => ({ parent: digest, position, child })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    const size = facts.summary.kind === "index" ? await sizeOfIndex(transaction, digest) : facts.summary.size;
    await transaction
      .insertInto("index_manifests")
      .values({
        digest,
        kind: facts.summary.kind,
        media_type: facts.summary.mediaType,
        artifact_type: facts.summary.artifactType,
        platforms: JSON.stringify(facts.summary.platforms),
        size,
        created: facts.summary.created,
        subject: facts.subject,
      })
      .onConflict((conflict) => conflict.column("digest").doNothing())
      .execute();
  });
}

async function sizeOfIndex(db: Kysely<Schema>, digest: Digest): Promise<number> {
  const row = await db
    .selectFrom(
      db
        .selectFrom("index_children")
        .innerJoin("index_manifest_blobs", "index_manifest_blobs.manifest", "index_children.child")
        .where("index_children.parent", "=", digest)
        .select(["index_manifest_blobs.blob", "index_manifest_blobs.size"])
        .distinct()
        .as("blobs"),
    )
    .select(sql<number>`coalesce(sum(size), 0)`.as("size"))
    .executeTakeFirstOrThrow();
  return Number(row.size);
}

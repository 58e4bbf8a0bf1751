import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { chunks, rowsAtOnce, uniqueBy } from "./chunks.ts";

/** A blob that lies in a registry's storage and that nothing may need any more. */
export interface GarbageBlob {
  readonly digest: Digest;
  /** In bytes; null where the index has to know. */
  readonly size: number | null;
  /** Whether what it names was collected before, and only its own bytes are left. */
  readonly alone: boolean;
}

/** Keeps that manifests were deleted by their digests: their bytes lie in the storage until garbage is collected. */
export async function storeGarbage(
  db: Kysely<Schema>,
  registry: string,
  blobs: readonly (Pick<GarbageBlob, "digest" | "size"> & { readonly alone?: boolean })[],
  now: number,
): Promise<void> {
  for (const some of chunks(
    uniqueBy(blobs, ({ digest }) => digest),
    rowsAtOnce,
  )) {
    await db
      .insertInto("index_garbage")
      .values(
        some.map(({ digest, size, alone = false }) => ({
          registry,
          digest,
          since: now,
          size,
          alone: alone ? 1 : 0,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(["registry", "digest"]).doUpdateSet(({ eb, ref, fn }) => ({
          since: now,
          size: fn.coalesce(ref("excluded.size"), ref("index_garbage.size")),
          // Deleted with all it holds from one repository at least.
          alone: eb("excluded.alone", "*", ref("index_garbage.alone")),
        })),
      )
      .execute();
  }
}

/** What was deleted by its digest since garbage was last collected. Some of it may be there again. */
export async function garbageBlobs(db: Kysely<Schema>, registry: string): Promise<GarbageBlob[]> {
  const rows = await db
    .selectFrom("index_garbage")
    .select(["digest", "size", "alone"])
    .where("registry", "=", registry)
    .execute();
  return rows.map(({ digest, size, alone }) => ({
    digest: digest as Digest,
    size: size === null ? null : Number(size),
    alone: alone === 1,
  }));
}

/** Forgets what was collected: all that was deleted before an instant, and what is named. */
export async function forgetGarbage(
  db: Kysely<Schema>,
  registry: string,
  before: number,
  digests: readonly Digest[] = [],
): Promise<void> {
  const own = db.deleteFrom("index_garbage").where("registry", "=", registry);
  await own.where("since", "<", before).execute();
  for (const some of chunks(digests, rowsAtOnce)) await own.where("digest", "in", some).execute();
}

/** Keeps that a collection took manifests out of a repository though an index there names them. */
export async function storeLost(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  digests: readonly Digest[],
  now: number,
): Promise<void> {
  for (const some of chunks(digests, rowsAtOnce)) {
    await db
      .insertInto("index_lost")
      .values(some.map((digest) => ({ registry, repository, digest, lost_at: now })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** Keeps that manifests are in a repository (again). */
export async function forgetLost(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  digests: readonly Digest[],
): Promise<void> {
  for (const some of chunks(digests, rowsAtOnce)) {
    await db
      .deleteFrom("index_lost")
      .where("registry", "=", registry)
      .where("repository", "=", repository)
      .where("digest", "in", some)
      .execute();
  }
}

/** Of some manifests those that a collection took out of a repository though an index there names them. */
export async function lostAmong(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  digests: readonly Digest[],
): Promise<ReadonlySet<Digest>> {
  const lost = new Set<Digest>();
  for (const some of chunks(digests, rowsAtOnce)) {
    const rows = await db
      .selectFrom("index_lost")
      .select("digest")
      .where("registry", "=", registry)
      .where("repository", "=", repository)
      .where("digest", "in", some)
      .execute();
    for (const { digest } of rows) lost.add(digest as Digest);
  }
  return lost;
}

/** By repository, the manifests that a collection took out of it though an index there names them. */
export async function lostManifests(
  db: Kysely<Schema>,
  registry: string,
): Promise<ReadonlyMap<RepositoryName, ReadonlySet<Digest>>> {
  const rows = await db
    .selectFrom("index_lost")
    .select(["repository", "digest"])
    .where("registry", "=", registry)
    .execute();
  return new Map(
    [...Map.groupBy(rows, ({ repository }) => repository as RepositoryName)].map(([repository, lost]) => [
      repository,
      new Set(lost.map(({ digest }) => digest as Digest)),
    ]),
  );
}

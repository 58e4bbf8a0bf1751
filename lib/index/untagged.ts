import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { chunks, rowsAtOnce, uniqueBy } from "./chunks.ts";
import { forgetLost, lostAmong, storeGarbage } from "./garbage.ts";

/** A manifest that was seen in a repository, and may be there without a tag. */
export interface UntaggedRow {
  readonly repository: RepositoryName;
  readonly digest: Digest;
  /** Since when, as far as is known, in milliseconds since 1970. */
  readonly foundAt: number;
  /** The tag that left it last; null where none was seen on it. */
  readonly tag: Tag | null;
}

/** Keeps that manifests are in a repository, with a tag or without. */
export async function storeUntagged(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  digests: readonly Digest[],
  now: number,
): Promise<void> {
  const unique = uniqueBy(digests, (digest) => digest);
  for (const some of chunks(unique, rowsAtOnce)) {
    await db
      .insertInto("index_untagged")
      .values(some.map((digest) => ({ registry, repository, digest, found_at: now, tag: null })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await forgetLost(db, registry, repository, unique);
}

/** Keeps that tags have left manifests, which may be in the repository all the same. */
export async function storeLeftByTags(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  manifests: readonly { readonly digest: Digest; readonly tag: Tag }[],
  now: number,
): Promise<void> {
  const unique = uniqueBy(manifests, ({ digest }) => digest);
  for (const some of chunks(unique, rowsAtOnce)) {
    await db
      .insertInto("index_untagged")
      .values(some.map(({ digest, tag }) => ({ registry, repository, digest, found_at: now, tag })))
      .onConflict((conflict) =>
        conflict.columns(["registry", "repository", "digest"]).doUpdateSet(({ ref }) => ({
          found_at: now,
          tag: ref("excluded.tag"),
        })),
      )
      .execute();
  }
}

/**
 * Keeps that a manifest is not in a repository any more: those inside it, if it is an index, are there by themselves from now
 * on, and its bytes lie in the registry's storage until garbage is collected.
 *
 * @param db may be a transaction.
 */
export async function storeManifestDeleted(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  digest: Digest,
): Promise<void> {
  const now = Date.now();
  const rows = await db.selectFrom("index_children").select("child").where("parent", "=", digest).execute();
  const children = rows.map(({ child }) => child as Digest);
  const lost = await lostAmong(db, registry, repository, [digest, ...children]);
  // Broken off in between, nothing is forgotten that is still to be kept in mind.
  const garbage = [...new Set([digest, ...lost])].map((blob) => ({
    digest: blob,
    size: null,
    alone: lost.has(blob),
  }));
  await storeGarbage(db, registry, garbage, now);
  await storeUntagged(
    db,
    registry,
    repository,
    children.filter((child) => !lost.has(child)),
    now,
  );
  await forgetUntagged(db, registry, repository, [digest]);
}

/** Keeps that manifests are not in a repository any more. */
export async function forgetUntagged(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  digests: readonly Digest[],
): Promise<void> {
  for (const some of chunks(digests, rowsAtOnce)) {
    await db
      .deleteFrom("index_untagged")
      .where("registry", "=", registry)
      .where("repository", "=", repository)
      .where("digest", "in", some)
      .execute();
  }
}

/**
 * The manifests that are known to be without a tag of their own, in the order of their repositories; some of them are in an
 * index that has one. Whether the registry still has them, only asking tells.
 *
 * @param repository of the whole registry where absent.
 */
export async function untaggedRows(
  db: Kysely<Schema>,
  registry: string,
  repository?: RepositoryName,
): Promise<UntaggedRow[]> {
  const rows = await db
    .selectFrom("index_untagged")
    .select(["repository", "digest", "found_at", "tag"])
    .where("registry", "=", registry)
    .$if(repository !== undefined, (query) => query.where("repository", "=", repository ?? ""))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("index_tags")
            .select("index_tags.tag")
            .whereRef("index_tags.registry", "=", "index_untagged.registry")
            .whereRef("index_tags.repository", "=", "index_untagged.repository")
            .whereRef("index_tags.digest", "=", "index_untagged.digest"),
        ),
      ),
    )
    .orderBy("repository")
    .orderBy("digest")
    .execute();
  // Both were checked when they came from the registry.
  return rows.map((row) => ({
    repository: row.repository as RepositoryName,
    digest: row.digest as Digest,
    foundAt: Number(row.found_at),
    tag: row.tag as Tag | null,
  }));
}

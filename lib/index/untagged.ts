import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { chunks, rowsAtOnce, uniqueBy } from "./chunks.ts";

/** A manifest that was seen in a repository, and may be there without a tag. */
export interface UntaggedRow {
  readonly repository: RepositoryName;
  readonly digest: Digest;
  /** When it was first found so, in milliseconds since 1970. */
  readonly foundAt: number;
}

/** Keeps that manifests may be in a repository without a tag. */
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
      .values(some.map((digest) => ({ registry, repository, digest, found_at: now })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** Keeps that a manifest was deleted by its digest: those inside it, if it is an index, are there by themselves from now on. */
export async function storeManifestDeleted(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  digest: Digest,
): Promise<void> {
  const children = await db
    .selectFrom("index_children")
    .select("child")
    .where("parent", "=", digest)
    .execute();
  await db.transaction().execute(async (transaction) => {
    await storeUntagged(
      transaction,
      registry,
      repository,
      children.map(({ child }) => child as Digest),
      Date.now(),
    );
    await forgetUntagged(transaction, registry, repository, [digest]);
  });
}

/** Keeps that manifests are not in a repository any more. */
async function forgetUntagged(
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
    .select(["repository", "digest", "found_at"])
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
  }));
}

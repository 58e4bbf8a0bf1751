import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { chunks, rowsAtOnce } from "../chunks.ts";

/** A counted image. */
export interface Holder {
  readonly blob: Digest;
  readonly repository: RepositoryName;
  readonly image: Digest;
}

/** The counted images of a registry that hold each of these blobs. Meant for blobs that few hold. */
export async function imagesHolding(
  db: Kysely<Schema>,
  registry: string,
  blobs: readonly Digest[],
): Promise<Holder[]> {
  const holders: Holder[] = [];
  for (const some of chunks(blobs, rowsAtOnce)) {
    const { rows } = await sql<Holder>`
      with recursive held (blob, digest) as (
        select blob, manifest from index_manifest_blobs where blob in (${sql.join(some)})
        union
        select digest, digest from index_manifests where digest in (${sql.join(some)})
        union
        select held.blob, index_children.parent from held
        join index_children on index_children.child = held.digest
      )
      select distinct held.blob, index_images.repository, index_images.digest as image
      from held join index_images
        on index_images.digest = held.digest and index_images.registry = ${registry}
    `.execute(db);
    holders.push(...rows);
  }
  return holders;
}

/** The repositories of a registry, but for one, that hold each of these blobs. Meant for blobs that few hold. */
export async function otherRepositoriesHolding(
  db: Kysely<Schema>,
  registry: string,
  blobs: readonly Digest[],
  but: RepositoryName,
): Promise<{ readonly blob: Digest; readonly repository: RepositoryName }[]> {
  const holders: { blob: Digest; repository: RepositoryName }[] = [];
  for (const some of chunks(blobs, rowsAtOnce)) {
    const rows = await db
      .selectFrom("index_repository_blobs")
      .select(["blob", "repository"])
      .where("registry", "=", registry)
      .where("blob", "in", some)
      .where("repository", "<>", but)
      .execute();
    // Both were checked when they came from the registry.
    for (const row of rows) {
      holders.push({ blob: row.blob as Digest, repository: row.repository as RepositoryName });
    }
  }
  return holders;
}

import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { chunks, rowsAtOnce } from "#lib/index/chunks.ts";
import { storedContent } from "#lib/index/contents.ts";
import type { IndexContext } from "#lib/index/context.ts";
import { inCompletionOrder } from "#lib/index/in-completion-order.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { RegistryError } from "#lib/registry/error.ts";
import { getManifest } from "#lib/registry/manifests.ts";

/** What is wrong with a manifest's bytes themselves: nothing could be put back that a client would take. */
const unkeepable: ReadonlySet<string> = new Set(["DIGEST_MISMATCH", "TOO_LARGE", "BAD_RESPONSE"]);

/** Manifests read at a time. */
const concurrency = 8;

/** A manifest's exact bytes, kept so that its deletion can be undone. */
export interface KeptManifest {
  readonly digest: Digest;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/**
 * Keeps the bytes of manifests before they are deleted: from the index, else from the registry. One that the registry has no
 * more, or that is not what its digest names, is not kept, and undoing says so.
 *
 * @throws {RegistryError} where one cannot be read for now: then it must not be deleted.
 */
export async function keepManifests(
  context: IndexContext,
  repository: RepositoryName,
  digests: readonly Digest[],
): Promise<void> {
  const { db, registry, signal } = context;
  const now = Date.now();
  const known = new Set<string>();
  for (const some of chunks(digests, rowsAtOnce)) {
    const rows = await db
      .updateTable("cleanup_manifests")
      .set({ kept_at: now })
      .where("digest", "in", some)
      .returning("digest")
      .execute();
    for (const { digest } of rows) known.add(digest);
  }
  const missing = new Set(digests.filter((digest) => !known.has(digest)));
  const reading = inCompletionOrder(missing, concurrency, async (digest) => {
    try {
      const { mediaType, bytes } =
        (await storedContent(db, digest)) ?? (await getManifest(registry, repository, digest, { signal }));
      return { digest, media_type: mediaType, bytes, kept_at: now };
    } catch (error) {
      if (error instanceof RegistryError && (error.status === 404 || unkeepable.has(error.code)))
        return undefined;
      throw error;
    }
  });
  for await (const row of reading) {
    if (row === undefined) continue;
    await db
      .insertInto("cleanup_manifests")
      .values(row)
      .onConflict((conflict) => conflict.column("digest").doUpdateSet({ kept_at: now }))
      .execute();
  }
}

/** A manifest that was kept; undefined where it was not, or was forgotten since. */
export async function keptManifest(db: Kysely<Schema>, digest: Digest): Promise<KeptManifest | undefined> {
  const row = await db
    .selectFrom("cleanup_manifests")
    .select(["media_type", "bytes"])
    .where("digest", "=", digest)
    .executeTakeFirst();
  return row === undefined ? undefined : { digest, mediaType: row.media_type, bytes: row.bytes };
}

import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import { chunks, rowsAtOnce, uniqueBy } from "./chunks.ts";

/** Bytes that were read before under this digest, with the media type they came as; undefined where they never were. */
export async function storedContent(
  db: Kysely<Schema>,
  digest: Digest,
): Promise<{ bytes: Uint8Array; mediaType: string } | undefined> {
  const row = await db
    .selectFrom("index_contents")
    .select(["bytes", "media_type"])
    .where("digest", "=", digest)
    .executeTakeFirst();
  return row === undefined ? undefined : { bytes: row.bytes, mediaType: row.media_type };
}

/** Keeps bytes under their digests. The caller has checked them against these. Storing the same again changes nothing. */
export async function storeContents(
  db: Kysely<Schema>,
  contents: readonly { readonly digest: Digest; readonly mediaType: string; readonly bytes: Uint8Array }[],
): Promise<void> {
  for (const some of chunks(
    uniqueBy(contents, ({ digest }) => digest),
    rowsAtOnce,
  )) {
    await db
      .insertInto("index_contents")
      .values(some.map(({ digest, mediaType, bytes }) => ({ digest, media_type: mediaType, bytes })))
      .onConflict((conflict) => conflict.column("digest").doNothing())
      .execute();
  }
}

import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { chunks, rowsAtOnce } from "#lib/index/chunks.ts";
import { garbageBlobs } from "#lib/index/garbage.ts";
import type { Digest } from "#lib/oci/digest.ts";
import { type Collector, type Garbage, garbageAfter } from "../plan/collection.ts";

/** What is garbage in a registry now: what was deleted since the last collection, and what a collector deletes besides. */
export async function garbageNow(
  db: Kysely<Schema>,
  registry: string,
  collector: Collector,
): Promise<Garbage> {
  return garbageAfter(db, registry, new Map(), collector, await garbageBlobs(db, registry));
}

/** The bytes of some blobs, as far as they are known. */
export function bytesOf(blobs: ReadonlyMap<Digest, number | null>): number {
  let bytes = 0;
  for (const size of blobs.values()) bytes += size ?? 0;
  return bytes;
}

/** The sizes of blobs, manifests among them, that the index knows from whatever names them. */
export async function knownSizes(
  db: Kysely<Schema>,
  registry: string,
  blobs: Iterable<Digest>,
): Promise<ReadonlyMap<Digest, number>> {
  const sizes = new Map<Digest, number>();
  for (const some of chunks([...blobs], rowsAtOnce)) {
    const contents = await db
      .selectFrom("index_contents")
      .select(({ fn }) => ["digest", fn<number>("octet_length", ["bytes"]).as("size")])
      .where("digest", "in", some)
      .execute();
    const inside = await db
      .selectFrom("index_manifest_blobs")
      .select(["blob as digest", "size"])
      .distinct()
      .where("blob", "in", some)
      .execute();
    const deleted = await db
      .selectFrom("index_garbage")
      .select(["digest", "size"])
      .where("registry", "=", registry)
      .where("digest", "in", some)
      .execute();
    for (const { digest, size } of [...deleted, ...inside, ...contents]) {
      if (size !== null) sizes.set(digest as Digest, Number(size));
    }
  }
  return sizes;
}

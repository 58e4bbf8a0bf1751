import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { inTurns } from "#lib/index/in-turns.ts";
import type { Digest } from "#lib/oci/digest.ts";

/** What a manifest keeps from being collected: itself, its config and layers, and of an index the manifests that it names. */
export interface Marks {
  readonly manifest: Digest;
  /** Bytes of the manifest itself; 0 where the index has them not. */
  readonly size: number;
  /** Config and layers, with their bytes. */
  readonly blobs: readonly { readonly digest: Digest; readonly size: number }[];
  /** The manifests that it names, which have marks of their own. */
  readonly children: readonly Digest[];
}

/** Gives what manifests mark. */
export async function* marksOf(
  db: Kysely<Schema>,
  manifests: readonly Digest[],
): AsyncGenerator<Marks, void, void> {
  for await (const some of inTurns(manifests)) {
    const sizes = await db
      .selectFrom("index_contents")
      .select(({ fn }) => ["digest", fn<number>("octet_length", ["bytes"]).as("size")])
      .where("digest", "in", some)
      .execute();
    const blobs = await db
      .selectFrom("index_manifest_blobs")
      .select(["manifest", "blob", "size"])
      .where("manifest", "in", some)
      .execute();
    const children = await db
      .selectFrom("index_children")
      .select(["parent", "child"])
      .where("parent", "in", some)
      .execute();
    const sizeOf = new Map(sizes.map(({ digest, size }) => [digest, Number(size)]));
    const blobsOf = Map.groupBy(blobs, ({ manifest }) => manifest);
    const childrenOf = Map.groupBy(children, ({ parent }) => parent);
    for (const manifest of some) {
      yield {
        manifest,
        size: sizeOf.get(manifest) ?? 0,
        // Checked when they came from the registry.
        blobs: (blobsOf.get(manifest) ?? []).map(({ blob, size }) => ({
          digest: blob as Digest,
          size: Number(size),
        })),
        children: (childrenOf.get(manifest) ?? []).map(({ child }) => child as Digest),
      };
    }
  }
}

/** Manifests and all that they reach through indexes. */
export async function withChildren(
  db: Kysely<Schema>,
  manifests: Iterable<Digest>,
): Promise<ReadonlySet<Digest>> {
  const reached = new Set<Digest>(manifests);
  let level = [...reached];
  while (level.length > 0) {
    const next: Digest[] = [];
    for await (const some of inTurns(level)) {
      const rows = await db
        .selectFrom("index_children")
        .select("child")
        .where("parent", "in", some)
        .execute();
      for (const { child } of rows) {
        const digest = child as Digest;
        if (reached.has(digest)) continue;
        reached.add(digest);
        next.push(digest);
      }
    }
    level = next;
  }
  return reached;
}

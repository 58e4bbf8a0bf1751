import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { chunks, rowsAtOnce } from "#lib/index/chunks.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { heldByTags } from "../plan/held-by-tags.ts";
import { marksOf, withChildren } from "../plan/marks.ts";

/**
 * For each of some manifests without a tag the bytes that it, with what is in it, holds alone: no image with a tag holds them, and
 * no other manifest without one. Costs what they hold, not the registry.
 */
export async function exclusiveBytesOf(
  db: Kysely<Schema>,
  registry: string,
  digests: readonly Digest[],
): Promise<ReadonlyMap<Digest, number>> {
  const insides = new Map<Digest, ReadonlySet<Digest>>();
  for (const digest of new Set(digests)) insides.set(digest, await withChildren(db, [digest]));
  const held = new Map<Digest, ReadonlyMap<Digest, number>>();
  for await (const { manifest, size, blobs } of marksOf(db, [
    ...new Set([...insides.values()].flatMap((inside) => [...inside])),
  ])) {
    held.set(
      manifest,
      new Map([[manifest, size], ...blobs.map((blob) => [blob.digest, blob.size] as const)]),
    );
  }
  const blobs = new Set([...held.values()].flatMap((own) => [...own.keys()]));
  const tagged = await heldByTags(db, registry, [...blobs]);
  const holders = await untaggedHolders(db, registry, blobs);

  const bytes = new Map<Digest, number>();
  for (const [digest, inside] of insides) {
    const own = new Map<Digest, number>();
    for (const manifest of inside) for (const [blob, size] of held.get(manifest) ?? []) own.set(blob, size);
    let sum = 0;
    for (const [blob, size] of own) {
      const others = [...(holders.get(blob) ?? [])].some((holder) => !inside.has(holder));
      if (!tagged.has(blob) && !others) sum += size;
    }
    bytes.set(digest, sum);
  }
  return bytes;
}

/** By `repository@digest`, an index without a tag in the same repository that names a manifest. */
export async function indexesAround(
  db: Kysely<Schema>,
  registry: string,
  manifests: readonly { readonly repository: RepositoryName; readonly digest: Digest }[],
): Promise<ReadonlyMap<string, Digest>> {
  const around = new Map<string, Digest>();
  const digests = [...new Set(manifests.map(({ digest }) => digest))];
  for (const some of chunks(digests, rowsAtOnce)) {
    const rows = await db
      .selectFrom("index_children")
      .innerJoin("index_untagged", "index_untagged.digest", "index_children.parent")
      .select(["index_untagged.repository", "child", "parent"])
      .where("registry", "=", registry)
      .where("child", "in", some)
      .execute();
    for (const { repository, child, parent } of rows) around.set(`${repository}@${child}`, parent as Digest);
  }
  return around;
}

/** The manifests without a tag that hold each blob, in any repository of the registry. */
async function untaggedHolders(
  db: Kysely<Schema>,
  registry: string,
  blobs: ReadonlySet<Digest>,
): Promise<ReadonlyMap<Digest, ReadonlySet<Digest>>> {
  const holders = new Map<Digest, Set<Digest>>();
  const add = (blob: string, manifest: string) => {
    const known = holders.get(blob as Digest) ?? new Set();
    holders.set(blob as Digest, known.add(manifest as Digest));
  };
  const untagged = db.selectFrom("index_untagged").select("digest").where("registry", "=", registry);
  for (const some of chunks([...blobs], rowsAtOnce)) {
    const layers = await db
      .selectFrom("index_manifest_blobs")
      .select(["blob", "manifest"])
      .where("blob", "in", some)
      .where("manifest", "in", untagged)
      .execute();
    for (const { blob, manifest } of layers) add(blob, manifest);
    const indexes = await db
      .selectFrom("index_children")
      .select(["child", "parent"])
      .where("child", "in", some)
      .where("parent", "in", untagged)
      .execute();
    for (const { child, parent } of indexes) add(child, parent);
  }
  return holders;
}

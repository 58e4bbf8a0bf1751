import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import { storeContents } from "../contents.ts";
import { storeManifestFacts } from "../manifest-facts.ts";

/** A digest to be told by name in a test. */
export const digestOf = (name: string) =>
  `sha256:${createHash("sha256").update(name).digest("hex")}` as Digest;

/** Images and indexes over a few blobs that they share, by name: blobs of an image, or what an index names. */
export interface SmallRegistry {
  readonly blobs: Readonly<Record<string, number>>;
  readonly images: Readonly<
    Record<string, { readonly blobs: readonly string[]; readonly created: string | null }>
  >;
  readonly indexes: Readonly<Record<string, readonly string[]>>;
}

/** The bytes of a manifest's own: as many as its name has letters. */
const manifestSize = (name: string): number => name.length;

/** Keeps what is known of manifests, as if they had been read. */
export async function storeRegistry(
  db: Kysely<Schema>,
  { blobs, images, indexes }: SmallRegistry,
): Promise<void> {
  const named = [...Object.keys(images), ...Object.keys(indexes)];
  await storeContents(
    db,
    named.map((name) => ({
      digest: digestOf(name),
      mediaType: "",
      bytes: new Uint8Array(manifestSize(name)),
    })),
  );
  const summary = { mediaType: "", artifactType: null, platforms: [], size: null } as const;
  await storeManifestFacts(db, [
    ...Object.entries(images).map(([name, image]) => ({
      digest: digestOf(name),
      facts: {
        summary: { ...summary, kind: "manifest" as const, created: image.created },
        blobs: image.blobs.map((blob, index) => ({
          position: index - 1,
          digest: digestOf(blob),
          size: blobs[blob] ?? 0,
        })),
        children: [],
        subject: null,
        complete: true,
      },
    })),
    ...Object.entries(indexes).map(([name, children]) => ({
      digest: digestOf(name),
      facts: {
        summary: { ...summary, kind: "index" as const, created: null },
        blobs: [],
        children: children.map(digestOf),
        subject: null,
        complete: true,
      },
    })),
  ]);
}

/** Everything below a name, with its bytes: worked out without the database. */
export function held(registry: SmallRegistry, name: string): Map<string, number> {
  const all = new Map([[name, manifestSize(name)]]);
  for (const blob of registry.images[name]?.blobs ?? []) all.set(blob, registry.blobs[blob] ?? 0);
  for (const child of registry.indexes[name] ?? []) {
    for (const [blob, size] of held(registry, child)) all.set(blob, size);
  }
  return all;
}

import type { Digest } from "#lib/oci/digest.ts";
import type { ManifestReference, RepositoryName, Tag } from "#lib/oci/reference.ts";
import { putManifest } from "#lib/registry/manifests.ts";
import type { Registry } from "#lib/registry/open.ts";
import { mountBlob, uploadBlob } from "#lib/registry/uploads.ts";
import type { Content } from "./content.ts";
import type { Built } from "./image.ts";

/** Where blobs are known to be, so that one that several repositories hold crosses the wire once. */
export type BlobPlaces = Map<Digest, Set<RepositoryName>>;

/**
 * Pushes what was built with all it refers to, blobs before manifests, under each of `tags`; without tags, by digest alone.
 *
 * @param places where blobs already are; extended by what this push adds. Pass the same one to push several images fast.
 * @returns the digest of the manifest.
 */
export async function pushImage(
  registry: Registry,
  repository: RepositoryName,
  tags: readonly Tag[],
  built: Built,
  places: BlobPlaces = new Map(),
): Promise<Digest> {
  for (const child of built.children) await pushImage(registry, repository, [], child, places);
  await Promise.all(built.blobs.map((blob) => pushBlob(registry, repository, blob, places)));
  const references: readonly ManifestReference[] = tags.length === 0 ? [built.content.digest] : tags;
  for (const reference of references) {
    await putManifest(registry, repository, reference, built.content.bytes, built.mediaType);
  }
  return built.content.digest;
}

async function pushBlob(
  registry: Registry,
  repository: RepositoryName,
  blob: Content,
  places: BlobPlaces,
): Promise<void> {
  const holders = places.get(blob.digest) ?? new Set<RepositoryName>();
  if (holders.has(repository)) return;
  const [holder] = holders;
  const mounted = holder !== undefined && (await mountBlob(registry, repository, blob.digest, holder));
  if (!mounted) await uploadBlob(registry, repository, blob.bytes);
  holders.add(repository);
  places.set(blob.digest, holders);
}

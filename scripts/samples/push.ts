import type { Digest } from "#lib/oci/digest.ts";
import type { ManifestReference, RepositoryName, Tag } from "#lib/oci/reference.ts";
import { putManifest } from "#lib/registry/manifests.ts";
import type { Registry } from "#lib/registry/open.ts";
import { mountBlob, uploadBlob } from "#lib/registry/uploads.ts";
import type { Content } from "./content.ts";
import type { Built } from "./image.ts";

/** Where blobs are, or are on their way to, so that one that several repositories hold crosses the wire once. */
export type BlobPlaces = Map<Digest, Map<RepositoryName, Promise<void>>>;

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

/**
 * Pushes a blob to a repository, once however many ask for it at the same time: distribution 2.8.2 empties the link to a blob
 * while it writes it anew, and refuses a manifest (`DIGEST_INVALID`) that names the blob at that moment.
 */
function pushBlob(
  registry: Registry,
  repository: RepositoryName,
  blob: Content,
  places: BlobPlaces,
): Promise<void> {
  const holders = places.get(blob.digest) ?? new Map<RepositoryName, Promise<void>>();
  places.set(blob.digest, holders);
  const [holder] = holders;
  const pushing = holders.get(repository) ?? mountOrUpload(registry, repository, blob, holder);
  holders.set(repository, pushing);
  return pushing;
}

async function mountOrUpload(
  registry: Registry,
  repository: RepositoryName,
  blob: Content,
  holder: readonly [RepositoryName, Promise<void>] | undefined,
): Promise<void> {
  if (holder !== undefined) {
    const [from, there] = holder;
    await there;
    if (await mountBlob(registry, repository, blob.digest, from)) return;
  }
  await uploadBlob(registry, repository, blob.bytes);
}

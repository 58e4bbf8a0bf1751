import type { Digest } from "#lib/oci/digest.ts";
import { type ImageConfig, readImageConfig } from "#lib/oci/image-config.ts";
import { type Manifest, readManifest } from "#lib/oci/manifest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { readBlob } from "#lib/registry/blobs.ts";
import { RegistryError } from "#lib/registry/error.ts";
import { getManifest } from "#lib/registry/manifests.ts";
import { storeContents, storedContent } from "./contents.ts";
import type { IndexContext } from "./context.ts";

/** A config larger than this is not read: the largest seen in the wild are some 200 KiB. In bytes. */
const configLimit = 8 * 1024 * 1024;

/** A manifest with its exact bytes. */
export interface ReadManifest {
  readonly digest: Digest;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly manifest: Manifest;
}

/**
 * A manifest by digest: from the index where it was ever read, else from the registry, once.
 *
 * @throws {RegistryError} such as `MANIFEST_UNKNOWN`.
 */
export async function manifestByDigest(
  context: IndexContext,
  repository: RepositoryName,
  digest: Digest,
): Promise<ReadManifest> {
  const stored = await storedContent(context.db, digest);
  if (stored !== undefined) {
    return { digest, ...stored, manifest: readManifest(stored.bytes, stored.mediaType) };
  }
  const read = await getManifest(context.registry, repository, digest, { signal: context.signal });
  // A signed schema 1 manifest is not hashed by its bytes, so nothing proves that they belong to the digest: not kept.
  if (read.manifest.kind !== "schema1") await storeContents(context.db, [read]);
  return read;
}

/** An image's config with its bytes. */
export interface ReadConfig {
  readonly config: ImageConfig;
  readonly content: { readonly digest: Digest; readonly mediaType: string; readonly bytes: Uint8Array };
  /** Whether the index has the bytes already. */
  readonly kept: boolean;
}

/**
 * An image's config by digest: from the index where it was ever read, else from the registry. Keeps nothing by itself.
 *
 * @throws {RegistryError} `BLOB_UNKNOWN`, `TOO_LARGE`, or `BAD_RESPONSE` where the blob is no config.
 */
export async function readConfig(
  context: IndexContext,
  repository: RepositoryName,
  digest: Digest,
  mediaType: string,
): Promise<ReadConfig> {
  const stored = await storedContent(context.db, digest);
  const bytes =
    stored?.bytes ??
    (await readBlob(context.registry, repository, digest, { limit: configLimit, signal: context.signal }));
  const read = readImageConfig(bytes);
  if (!read.ok) {
    throw new RegistryError({
      code: "BAD_RESPONSE",
      registry: context.registry.endpoint.slug,
      message: `${read.why} (config ${digest} of ${repository})`,
      params: { repository, digest },
    });
  }
  return { config: read.config, content: { digest, mediaType, bytes }, kept: stored !== undefined };
}

/**
 * An image's config by digest: from the index where it was ever read, else from the registry, once.
 *
 * @throws {RegistryError} as {@link readConfig}.
 */
export async function configByDigest(
  context: IndexContext,
  repository: RepositoryName,
  digest: Digest,
  mediaType: string,
): Promise<{ config: ImageConfig; bytes: Uint8Array }> {
  const { config, content, kept } = await readConfig(context, repository, digest, mediaType);
  if (!kept) await storeContents(context.db, [content]);
  return { config, bytes: content.bytes };
}

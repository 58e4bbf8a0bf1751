import type { Digest } from "#lib/oci/digest.ts";
import { type ImageConfig, readImageConfig } from "#lib/oci/image-config.ts";
import { type Manifest, readManifest } from "#lib/oci/manifest.ts";
import { isImageConfigMediaType } from "#lib/oci/media-types.ts";
import { formatPlatform, isUnknownPlatform } from "#lib/oci/platform.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { readBlob } from "#lib/registry/blobs.ts";
import { RegistryError } from "#lib/registry/error.ts";
import { getManifest } from "#lib/registry/manifests.ts";
import { storeContent, storedContent } from "./contents.ts";
import type { IndexContext } from "./context.ts";
import { inCompletionOrder } from "./in-completion-order.ts";
import { type ManifestFacts, storeManifestFacts, storedSummary } from "./manifest-facts.ts";
import type { ManifestSummary } from "./types.ts";

/** A config larger than this is not read: the largest seen in the wild are some 200 KiB. In bytes. */
const configLimit = 8 * 1024 * 1024;

/** How many manifests of one index are read at a time. */
const childConcurrency = 4;

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
  if (read.manifest.kind !== "schema1") await storeContent(context.db, digest, read.mediaType, read.bytes);
  return read;
}

/**
 * An image's config by digest: from the index where it was ever read, else from the registry, once.
 *
 * @throws {RegistryError} `BLOB_UNKNOWN`, `TOO_LARGE`, or `BAD_RESPONSE` where the blob is no config.
 */
export async function configByDigest(
  context: IndexContext,
  repository: RepositoryName,
  digest: Digest,
  mediaType: string,
): Promise<{ config: ImageConfig; bytes: Uint8Array }> {
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
  if (stored === undefined) await storeContent(context.db, digest, mediaType, bytes);
  return { config: read.config, bytes };
}

/**
 * What a row tells of a manifest: from the index where it was ever read, else read from the registry with all it needs
 * (the manifests of an index, one config for the date) and kept.
 *
 * @throws {RegistryError} where the manifest itself cannot be read.
 */
export async function summaryByDigest(
  context: IndexContext,
  repository: RepositoryName,
  digest: Digest,
): Promise<ManifestSummary> {
  const stored = await storedSummary(context.db, digest);
  if (stored !== undefined) return stored;
  const read = await manifestByDigest(context, repository, digest);
  const facts = await factsOf(context, repository, read);
  if (!facts.complete) return facts.summary;
  await storeManifestFacts(context.db, digest, facts);
  return (await storedSummary(context.db, digest)) ?? facts.summary;
}

/** What a manifest says, with `complete` false where a part could not be read and should be tried again another time. */
async function factsOf(
  context: IndexContext,
  repository: RepositoryName,
  { manifest, mediaType }: ReadManifest,
): Promise<ManifestFacts> {
  const common = { kind: manifest.kind, mediaType: manifest.mediaType || mediaType };
  switch (manifest.kind) {
    case "unknown":
      return {
        summary: { ...common, artifactType: null, platforms: [], size: null, created: null },
        blobs: [],
        children: [],
        subject: null,
        complete: true,
      };
    case "schema1":
      return {
        summary: { ...common, artifactType: null, platforms: [`linux/${manifest.architecture}`], size: null, created: null },
        blobs: [],
        children: [],
        subject: null,
        complete: false,
      };
    case "manifest": {
      const isImage = isImageConfigMediaType(manifest.config.mediaType) && manifest.artifactType === undefined;
      const annotated = manifest.annotations["org.opencontainers.image.created"] ?? null;
      const blobs = [manifest.config, ...manifest.layers].map((descriptor, index) => ({
        position: index - 1,
        digest: descriptor.digest,
        size: descriptor.size,
      }));
      const size = sumOnce(blobs);
      const subject = manifest.subject?.digest ?? null;
      if (!isImage) {
        const artifactType = manifest.artifactType ?? manifest.config.mediaType;
        return {
          summary: { ...common, artifactType, platforms: [], size, created: annotated },
          blobs,
          children: [],
          subject,
          complete: true,
        };
      }
      const config = await configOrNull(context, repository, manifest.config.digest, manifest.config.mediaType);
      const platform = config === null ? [] : platformsOf(config);
      return {
        summary: {
          ...common,
          artifactType: null,
          platforms: platform,
          size,
          created: usableDate(config?.created) ?? annotated,
        },
        blobs,
        children: [],
        subject,
        complete: config !== null,
      };
    }
    case "index": {
      const summaries = new Map<Digest, ManifestSummary | null>();
      const children = manifest.manifests.map((descriptor) => descriptor.digest);
      const each = inCompletionOrder(new Set(children), childConcurrency, async (child) => {
        summaries.set(child, await summaryOrNull(context, repository, child));
      });
      for await (const _ of each);
      const images = manifest.manifests.filter(
        ({ platform }) => platform !== undefined && !isUnknownPlatform(platform),
      );
      const platforms = images.map(({ platform }) => (platform === undefined ? "" : formatPlatform(platform)));
      const known = images.map(({ digest }) => summaries.get(digest) ?? null);
      const complete = children.every((child) => (summaries.get(child) ?? null) !== null);
      const created = known
        .map((summary) => summary?.created ?? null)
        .filter((date) => date !== null)
        .toSorted()
        .at(-1);
      return {
        summary: {
          ...common,
          artifactType: manifest.artifactType ?? null,
          platforms: [...new Set(platforms)],
          // The sum is made by the database, where blobs that platforms share are counted once.
          size: null,
          created: created ?? manifest.annotations["org.opencontainers.image.created"] ?? null,
        },
        blobs: [],
        children,
        subject: manifest.subject?.digest ?? null,
        complete,
      };
    }
  }
}

async function summaryOrNull(
  context: IndexContext,
  repository: RepositoryName,
  digest: Digest,
): Promise<ManifestSummary | null> {
  try {
    return await summaryByDigest(context, repository, digest);
  } catch (error) {
    // A platform that was deleted, or never copied, leaves the rest of the index readable; the image's page names it.
    if (error instanceof RegistryError && error.code === "MANIFEST_UNKNOWN") return null;
    throw error;
  }
}

async function configOrNull(
  context: IndexContext,
  repository: RepositoryName,
  digest: Digest,
  mediaType: string,
): Promise<ImageConfig | null> {
  try {
    return (await configByDigest(context, repository, digest, mediaType)).config;
  } catch (error) {
    // Without its config an image has no date and no platform in the table; the image's page says why.
    const passing = ["BLOB_UNKNOWN", "BAD_RESPONSE", "TOO_LARGE", "DIGEST_MISMATCH"];
    if (error instanceof RegistryError && passing.includes(error.code)) return null;
    throw error;
  }
}

function platformsOf(config: ImageConfig): string[] {
  const { os, architecture, variant } = config;
  return [
    formatPlatform({
      os,
      architecture,
      ...(variant === undefined ? {} : { variant }),
      ...(config["os.version"] === undefined ? {} : { "os.version": config["os.version"] }),
    }),
  ];
}

/** Reproducible builds write the epoch or year 1 for “no date”: shown as it is when it parses, dropped when it does not. */
function usableDate(created: string | undefined): string | null {
  return created !== undefined && !Number.isNaN(Date.parse(created)) ? created : null;
}

function sumOnce(blobs: readonly { digest: Digest; size: number }[]): number {
  return [...new Map(blobs.map(({ digest, size }) => [digest, size])).values()].reduce((sum, size) => sum + size, 0);
}

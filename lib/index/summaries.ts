import { artifactTypeOf } from "#lib/oci/artifact-types.ts";
import { compressedSize } from "#lib/oci/compressed-size.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { ImageConfig } from "#lib/oci/image-config.ts";
import { type ImageManifest, type IndexManifest, isImage, type Manifest } from "#lib/oci/manifest.ts";
import { isImageConfigMediaType, mediaTypes } from "#lib/oci/media-types.ts";
import { formatPlatform, isUnknownPlatform } from "#lib/oci/platform.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { RegistryError } from "#lib/registry/error.ts";
import type { IndexContext } from "./context.ts";
import { inCompletionOrder } from "./in-completion-order.ts";
import { type ManifestFacts, storedSummary, storeManifestFacts } from "./manifest-facts.ts";
import { configByDigest, manifestByDigest } from "./manifests.ts";
import type { ManifestSummary } from "./types.ts";

/** How many manifests of one index are read at a time. */
const childConcurrency = 4;

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
  const { manifest, mediaType } = await manifestByDigest(context, repository, digest);
  const facts = await factsOf(context, repository, manifest, manifest.mediaType || mediaType);
  if (!facts.complete) return facts.summary;
  await storeManifestFacts(context.db, digest, facts);
  return (await storedSummary(context.db, digest)) ?? facts.summary;
}

const noFacts = { blobs: [], children: [], subject: null } as const;
const noSummary = { artifactType: null, platforms: [], size: null, created: null } as const;

/** What a manifest says, with `complete` false where a part could not be read and should be tried again another time. */
async function factsOf(
  context: IndexContext,
  repository: RepositoryName,
  manifest: Manifest,
  mediaType: string,
): Promise<ManifestFacts> {
  switch (manifest.kind) {
    case "unknown":
      return { ...noFacts, summary: { ...noSummary, kind: "unknown", mediaType }, complete: true };
    case "schema1": {
      const platforms = [`linux/${manifest.architecture}`];
      // Nothing proves that a signed schema 1 manifest belongs to its digest, so nothing of it is kept.
      return {
        ...noFacts,
        summary: { ...noSummary, kind: "schema1", mediaType, platforms },
        complete: false,
      };
    }
    case "manifest":
      return isImage(manifest)
        ? imageFacts(context, repository, manifest, mediaType)
        : artifactFacts(manifest, mediaType);
    case "index":
      return indexFacts(context, repository, manifest, mediaType);
  }
}

async function imageFacts(
  context: IndexContext,
  repository: RepositoryName,
  manifest: ImageManifest,
  mediaType: string,
): Promise<ManifestFacts> {
  const config = await configOrNull(context, repository, manifest.config.digest, manifest.config.mediaType);
  return {
    ...factsOfParts(manifest),
    summary: {
      kind: "manifest",
      mediaType,
      artifactType: null,
      platforms: config === null ? [] : [platformOf(config)],
      size: compressedSize(manifest) ?? null,
      created: usableDate(config?.created) ?? annotatedDate(manifest),
    },
    complete: config !== null,
  };
}

function artifactFacts(manifest: ImageManifest, mediaType: string): ManifestFacts {
  return {
    ...factsOfParts(manifest),
    summary: {
      kind: "manifest",
      mediaType,
      artifactType: tellingType(manifest),
      platforms: [],
      size: compressedSize(manifest) ?? null,
      created: annotatedDate(manifest),
    },
    complete: true,
  };
}

async function indexFacts(
  context: IndexContext,
  repository: RepositoryName,
  manifest: IndexManifest,
  mediaType: string,
): Promise<ManifestFacts> {
  const summaries = new Map<Digest, ManifestSummary | null>();
  const children = manifest.manifests.map((descriptor) => descriptor.digest);
  const each = inCompletionOrder(new Set(children), childConcurrency, async (child) => {
    summaries.set(child, await summaryOrNull(context, repository, child));
  });
  for await (const _ of each);
  const images = manifest.manifests.flatMap(({ digest, platform }) =>
    platform === undefined || isUnknownPlatform(platform)
      ? []
      : [{ digest, label: formatPlatform(platform) }],
  );
  const dates = images
    .map(({ digest }) => summaries.get(digest)?.created ?? null)
    .filter((date) => date !== null);
  return {
    summary: {
      kind: "index",
      mediaType,
      artifactType: manifest.artifactType ?? null,
      platforms: [...new Set(images.map(({ label }) => label))],
      // The sum is made by the database, where blobs that platforms share are counted once.
      size: null,
      created: newest(dates) ?? annotatedDate(manifest),
    },
    blobs: [],
    children,
    subject: manifest.subject?.digest ?? null,
    complete: children.every((child) => (summaries.get(child) ?? null) !== null),
  };
}

function factsOfParts(manifest: ImageManifest): Pick<ManifestFacts, "blobs" | "children" | "subject"> {
  const blobs = [manifest.config, ...manifest.layers].map(({ digest, size }, index) => ({
    position: index - 1,
    digest,
    size,
  }));
  return { blobs, children: [], subject: manifest.subject?.digest ?? null };
}

/** The media type by which a table tells what an artifact is, so that it needs neither its manifest nor its config. */
function tellingType({ artifactType, config, layers }: ImageManifest): string {
  const ofLayers = layers.map(({ mediaType }) => mediaType);
  const known = [artifactType ?? "", ...ofLayers, config.mediaType].find(
    (mediaType) => artifactTypeOf(mediaType) !== undefined,
  );
  if (known !== undefined) return known;
  const silent = isImageConfigMediaType(config.mediaType) || config.mediaType === mediaTypes.ociEmpty;
  return artifactType ?? (silent ? ofLayers[0] : undefined) ?? config.mediaType;
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

/** The platform that an image's config names. */
export function platformOf(config: ImageConfig): string {
  const { os, architecture, variant } = config;
  return formatPlatform({ os, architecture, variant, "os.version": config["os.version"] });
}

/** Reproducible builds write the epoch or year 1 for “no date”: shown as it is when it parses, dropped when it does not. */
function usableDate(created: string | undefined): string | null {
  return created !== undefined && !Number.isNaN(Date.parse(created)) ? created : null;
}

function annotatedDate({ annotations }: { annotations: Readonly<Record<string, string>> }): string | null {
  return usableDate(annotations["org.opencontainers.image.created"]);
}

/** By the instants, since the texts may be of different time zones. */
function newest(dates: readonly string[]): string | null {
  return dates.toSorted((one, other) => Date.parse(one) - Date.parse(other)).at(-1) ?? null;
}

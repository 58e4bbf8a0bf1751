import { compressedSize } from "#lib/oci/compressed-size.ts";
import type { Digest } from "#lib/oci/digest.ts";
import { type ImageManifest, type IndexManifest, isImage, type Manifest } from "#lib/oci/manifest.ts";
import { formatPlatform, isUnknownPlatform } from "#lib/oci/platform.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { RegistryError } from "#lib/registry/error.ts";
import type { IndexContext } from "./context.ts";
import { inCompletionOrder } from "./in-completion-order.ts";
import { type ManifestFacts, storedBlobs } from "./manifest-facts.ts";
import {
  annotatedDate,
  factsOfParts,
  newest,
  platformOf,
  tellingType,
  usableDate,
} from "./manifest-parts.ts";
import { type ReadConfig, readConfig } from "./manifests.ts";
import { type SearchFact, searchFactsOf } from "./search/facts.ts";
import type { ManifestSummary } from "./types.ts";

/** Bytes under their digest, which they were checked against. */
interface ReadContent {
  readonly digest: Digest;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** A manifest as it was just read from a registry, with what is to be kept of it. */
export interface Reading {
  readonly digest: Digest;
  readonly facts: ManifestFacts;
  /** What it is found by. */
  readonly searchFacts: readonly SearchFact[];
  /** The manifest's own bytes and its config's, as far as they were not kept already. */
  readonly contents: readonly ReadContent[];
  /** The manifests of an index that were read with it. */
  readonly below: readonly Reading[];
}

/** What a manifest is known or found to be; `reading` is null where the index had it. */
export interface ReadSummary {
  readonly summary: ManifestSummary;
  readonly reading: Reading | null;
}

/** Where the parts of a manifest come from. */
export interface PartsSource {
  readonly context: IndexContext;
  readonly repository: RepositoryName;
  /** Gives a manifest of an index. */
  readonly readChild: (digest: Digest) => Promise<ReadSummary>;
}

/** How many manifests of one index are read at a time. */
const childConcurrency = 4;

const noFacts = { blobs: [], children: [], subject: null } as const;
const noSummary = { artifactType: null, platforms: [], size: null, created: null } as const;

/** What a manifest says, and what was read from the registry to know it. */
interface FoundFacts {
  /** `complete` is false where a part could not be read and should be tried again another time. */
  readonly facts: ManifestFacts;
  readonly searchFacts: readonly SearchFact[];
  /** The config's bytes, where they were not kept already. */
  readonly config: ReadContent | null;
  readonly below: readonly Reading[];
}

const alone = (manifest: Manifest, facts: ManifestFacts): FoundFacts => ({
  facts,
  searchFacts: searchFactsOf(manifest, null, facts.summary),
  config: null,
  below: [],
});

/**
 * What a manifest says, with the parts that a row of a table needs: an image's config, the manifests of an index.
 *
 * @throws {RegistryError} where a part cannot be read for a reason that will pass.
 */
export async function factsOf(
  source: PartsSource,
  manifest: Manifest,
  mediaType: string,
): Promise<FoundFacts> {
  switch (manifest.kind) {
    case "unknown":
      return alone(manifest, {
        ...noFacts,
        summary: { ...noSummary, kind: "unknown", mediaType },
        complete: true,
      });
    case "schema1": {
      const platforms = [`linux/${manifest.architecture}`];
      // Nothing proves that a signed schema 1 manifest belongs to its digest, so nothing of it is kept.
      return alone(manifest, {
        ...noFacts,
        summary: { ...noSummary, kind: "schema1", mediaType, platforms },
        complete: false,
      });
    }
    case "manifest":
      return isImage(manifest)
        ? imageFacts(source, manifest, mediaType)
        : alone(manifest, artifactFacts(manifest, mediaType));
    case "index":
      return indexFacts(source, manifest, mediaType);
  }
}

async function imageFacts(
  { context, repository }: PartsSource,
  manifest: ImageManifest,
  mediaType: string,
): Promise<FoundFacts> {
  const read = await configOrNull(context, repository, manifest.config.digest, manifest.config.mediaType);
  const facts: ManifestFacts = {
    ...factsOfParts(manifest),
    summary: {
      kind: "manifest",
      mediaType,
      artifactType: null,
      platforms: read === null ? [] : [platformOf(read.config)],
      size: compressedSize(manifest) ?? null,
      created: usableDate(read?.config.created) ?? annotatedDate(manifest),
    },
    complete: read !== null,
  };
  return {
    facts,
    searchFacts: searchFactsOf(manifest, read?.config ?? null, facts.summary),
    config: read?.kept === false ? read.content : null,
    below: [],
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
  source: PartsSource,
  manifest: IndexManifest,
  mediaType: string,
): Promise<FoundFacts> {
  const read = new Map<Digest, ReadSummary | null>();
  const children = manifest.manifests.map((descriptor) => descriptor.digest);
  const each = inCompletionOrder(new Set(children), childConcurrency, async (child) => {
    read.set(child, await summaryOrNull(source, child));
  });
  for await (const _ of each);
  const images = manifest.manifests.flatMap(({ digest, platform }) =>
    platform === undefined || isUnknownPlatform(platform)
      ? []
      : [{ digest, label: formatPlatform(platform) }],
  );
  const dates = images
    .map(({ digest }) => read.get(digest)?.summary.created ?? null)
    .filter((date) => date !== null);
  const below = [...read.values()].flatMap((child) => child?.reading ?? []);
  const facts: ManifestFacts = {
    summary: {
      kind: "index",
      mediaType,
      artifactType: manifest.artifactType ?? null,
      platforms: [...new Set(images.map(({ label }) => label))],
      size: await sizeOfIndex(source, children, below),
      created: newest(dates) ?? annotatedDate(manifest),
    },
    blobs: [],
    children,
    subject: manifest.subject?.digest ?? null,
    complete: children.every((child) => (read.get(child) ?? null) !== null),
  };
  return { facts, searchFacts: searchFactsOf(manifest, null, facts.summary), config: null, below };
}

/** The bytes of all configs and layers of an index, with blobs that platforms share counted once. */
async function sizeOfIndex(
  { context }: PartsSource,
  children: readonly Digest[],
  below: readonly Reading[],
): Promise<number> {
  const sizes = new Map<Digest, number>();
  const justRead = new Map(below.map(({ digest, facts }) => [digest, facts]));
  const stored = await storedBlobs(
    context.db,
    children.filter((child) => !justRead.has(child)),
  );
  for (const { digest, size } of stored) sizes.set(digest, size);
  for (const { blobs } of justRead.values()) for (const { digest, size } of blobs) sizes.set(digest, size);
  let sum = 0;
  for (const size of sizes.values()) sum += size;
  return sum;
}

async function summaryOrNull({ readChild }: PartsSource, digest: Digest): Promise<ReadSummary | null> {
  try {
    return await readChild(digest);
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
): Promise<ReadConfig | null> {
  try {
    return await readConfig(context, repository, digest, mediaType);
  } catch (error) {
    // Without its config an image has no date and no platform in the table; the image's page says why.
    const passing = ["BLOB_UNKNOWN", "BAD_RESPONSE", "TOO_LARGE", "DIGEST_MISMATCH"];
    if (error instanceof RegistryError && passing.includes(error.code)) return null;
    throw error;
  }
}

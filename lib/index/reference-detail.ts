import type { Descriptor } from "#lib/oci/descriptor.ts";
import type { Digest } from "#lib/oci/digest.ts";
import { reconstructDockerfile } from "#lib/oci/dockerfile.ts";
import type { ImageManifest, IndexManifest } from "#lib/oci/manifest.ts";
import { isImageConfigMediaType } from "#lib/oci/media-types.ts";
import { formatPlatform, isUnknownPlatform } from "#lib/oci/platform.ts";
import { isDigestReference, type ManifestReference, type RepositoryName } from "#lib/oci/reference.ts";
import { headManifest } from "#lib/registry/manifests.ts";
import { attachedTo } from "./attached.ts";
import type { IndexContext } from "./context.ts";
import { inCompletionOrder } from "./in-completion-order.ts";
import { repositoriesWithBlobs } from "./layer-sharing.ts";
import { configByDigest, manifestByDigest, type ReadManifest, summaryByDigest } from "./manifests.ts";
import { problemOf } from "./problem.ts";
import { storedTagsOnDigest, storeTagRow } from "./tag-rows.ts";
import type { ImageDetail, IndexEntry, Problem, ReferenceDetail } from "./types.ts";

/** Manifests of one index read at a time. */
const childConcurrency = 4;

/**
 * Everything that the page of a tag or digest shows.
 *
 * Parts that cannot be read (a platform that was deleted, a config that is no JSON) become `problems`; the rest is given.
 *
 * @param platform the platform to show of an index, as `formatPlatform` writes it; where it is absent or not in the index,
 * linux/amd64, else the first image of the index.
 * @throws {RegistryError} where the manifest itself cannot be read: `MANIFEST_UNKNOWN`, `NAME_UNKNOWN`, …
 */
export async function referenceDetail(
  context: IndexContext,
  repository: RepositoryName,
  reference: ManifestReference,
  platform?: string,
): Promise<ReferenceDetail> {
  const { db, registry, signal } = context;
  const slug = registry.endpoint.slug;
  const tag = isDigestReference(reference) ? null : reference;
  const digest = isDigestReference(reference)
    ? reference
    : (await headManifest(registry, repository, reference, { signal })).digest;
  const read = await manifestByDigest(context, repository, digest);
  const summary = await summaryByDigest(context, repository, digest);
  if (tag !== null) await storeTagRow(db, slug, repository, { tag, digest, summary, problem: null }, Date.now());

  const problems: Problem[] = [];
  const note = <Part>(error: unknown, instead: Part): Part => {
    problems.push(problemOf(error));
    return instead;
  };
  const { manifest } = read;
  const entries = manifest.kind === "index" ? await entriesOf(context, repository, manifest, note) : [];
  const chosen = manifest.kind === "index" ? chooseEntry(entries, platform) : undefined;
  const [image, attached] = await Promise.all([
    imageOf(context, repository, read, chosen?.descriptor.digest).catch((error) => note(error, null)),
    attachedTo(context, repository, digest, entries).catch((error) => note(error, [])),
  ]);
  if (manifest.kind === "unknown") {
    problems.push({ code: "MANIFEST_UNREADABLE", message: manifest.why, params: { mediaType: manifest.mediaType } });
  }

  const tags = await storedTagsOnDigest(db, slug, repository, digest);
  return {
    repository,
    tag,
    digest,
    mediaType: read.mediaType,
    manifestSize: read.bytes.byteLength,
    summary,
    annotations: "annotations" in manifest ? manifest.annotations : {},
    rawManifest: new TextDecoder().decode(read.bytes),
    sameDigest: tags.filter((other) => other !== tag),
    entries,
    image,
    artifactLayers: manifest.kind === "manifest" && image === null ? manifest.layers : [],
    subject: "subject" in manifest ? (manifest.subject ?? null) : null,
    attached,
    problems,
  };
}

async function entriesOf(
  context: IndexContext,
  repository: RepositoryName,
  index: IndexManifest,
  note: (error: unknown, instead: null) => null,
): Promise<IndexEntry[]> {
  const sizes = new Map<Digest, number | null>();
  const digests = new Set(index.manifests.map(({ digest }) => digest));
  const reading = inCompletionOrder(digests, childConcurrency, async (digest) => {
    const size = await summaryByDigest(context, repository, digest)
      .then((summary) => summary.size)
      .catch((error) => note(error, null));
    sizes.set(digest, size);
  });
  for await (const _ of reading);
  return index.manifests.map((descriptor) => {
    const attests = attestedDigest(descriptor);
    const platform = descriptor.platform ?? null;
    return {
      descriptor,
      platform,
      label: platform === null ? (descriptor.artifactType ?? descriptor.mediaType) : formatPlatform(platform),
      attests,
      size: sizes.get(descriptor.digest) ?? null,
    };
  });
}

/** The manifest that a BuildKit attestation inside an index is about. */
function attestedDigest(descriptor: Descriptor): Digest | null {
  const { annotations } = descriptor;
  if (annotations?.["vnd.docker.reference.type"] !== "attestation-manifest") return null;
  return (annotations["vnd.docker.reference.digest"] as Digest | undefined) ?? null;
}

function chooseEntry(entries: readonly IndexEntry[], platform: string | undefined): IndexEntry | undefined {
  const images = entries.filter(
    ({ attests, platform: its }) => attests === null && its !== null && !isUnknownPlatform(its),
  );
  return (
    images.find(({ label }) => label === platform) ??
    images.find(({ label }) => label === "linux/amd64") ??
    images[0] ??
    entries.find(({ attests }) => attests === null)
  );
}

async function imageOf(
  context: IndexContext,
  repository: RepositoryName,
  read: ReadManifest,
  chosen: Digest | undefined,
): Promise<ImageDetail | null> {
  if (read.manifest.kind === "index") {
    if (chosen === undefined) return null;
    const child = await manifestByDigest(context, repository, chosen);
    // An index inside an index is shown as an entry with its own page; it is not unfolded here.
    return child.manifest.kind === "manifest" ? imageOfManifest(context, repository, child.digest, child.manifest) : null;
  }
  return read.manifest.kind === "manifest"
    ? imageOfManifest(context, repository, read.digest, read.manifest)
    : null;
}

async function imageOfManifest(
  context: IndexContext,
  repository: RepositoryName,
  digest: Digest,
  manifest: ImageManifest,
): Promise<ImageDetail | null> {
  if (!isImageConfigMediaType(manifest.config.mediaType) || manifest.artifactType !== undefined) return null;
  const { config, bytes } = await configByDigest(
    context,
    repository,
    manifest.config.digest,
    manifest.config.mediaType,
  );
  const sharing = await repositoriesWithBlobs(
    context.db,
    context.registry.endpoint.slug,
    manifest.layers.map((layer) => layer.digest),
  );
  const sizes = new Map([manifest.config, ...manifest.layers].map((blob) => [blob.digest, blob.size]));
  return {
    digest,
    platform: formatPlatform({
      os: config.os,
      architecture: config.architecture,
      ...(config.variant === undefined ? {} : { variant: config.variant }),
      ...(config["os.version"] === undefined ? {} : { "os.version": config["os.version"] }),
    }),
    config,
    configDescriptor: manifest.config,
    rawConfig: new TextDecoder().decode(bytes),
    layers: manifest.layers.map((descriptor, index) => ({
      descriptor,
      diffId: config.rootfs.diff_ids[index] ?? null,
      sharedWith: (sharing.get(descriptor.digest) ?? []).filter((other) => other !== repository),
    })),
    history: reconstructDockerfile(config, manifest.layers),
    size: [...sizes.values()].reduce((sum, size) => sum + size, 0),
  };
}

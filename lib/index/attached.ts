import { artifactKind } from "#lib/oci/artifact.ts";
import type { Descriptor } from "#lib/oci/descriptor.ts";
import { type Digest, digestAlgorithm, digestEncoded } from "#lib/oci/digest.ts";
import { parseTag, type RepositoryName } from "#lib/oci/reference.ts";
import { RegistryError } from "#lib/registry/error.ts";
import { headManifest } from "#lib/registry/manifests.ts";
import { listReferrers } from "#lib/registry/referrers.ts";
import type { IndexContext } from "./context.ts";
import { manifestByDigest } from "./manifests.ts";
import type { AttachedArtifact, IndexEntry } from "./types.ts";

/** The endings of cosign's tags, with what hangs on each. */
const cosignTags = { sig: "signature", att: "attestation", sbom: "sbom" } as const;

/**
 * What is attached to a manifest: referrers (by the API or the fallback tag), cosign's tags, and BuildKit's attestations
 * inside the index itself. Distribution specification, “Listing Referrers”; cosign's signature specification.
 *
 * @throws {RegistryError} where the registry cannot tell; nothing attached is an empty list.
 */
export async function attachedTo(
  context: IndexContext,
  repository: RepositoryName,
  digest: Digest,
  entries: readonly IndexEntry[],
): Promise<AttachedArtifact[]> {
  const [referrers, byCosign] = await Promise.all([
    referrersOf(context, repository, digest),
    Promise.all(
      Object.entries(cosignTags).map(([ending, kind]) => cosignArtifact(context, repository, digest, ending, kind)),
    ),
  ]);
  const inside = entries
    .filter(({ attests }) => attests !== null)
    .map(({ descriptor }): AttachedArtifact => ({ descriptor, kind: "attestation", source: "index", tag: null }));
  return [...referrers, ...byCosign.filter((artifact) => artifact !== null), ...inside];
}

async function referrersOf(
  context: IndexContext,
  repository: RepositoryName,
  digest: Digest,
): Promise<AttachedArtifact[]> {
  const { registry, signal } = context;
  const { descriptors, source } = await listReferrers(registry, repository, digest, { signal });
  return Promise.all(
    descriptors.map(async (descriptor) => ({
      descriptor,
      kind: await kindOf(context, repository, descriptor),
      source: source === "api" ? "referrers-api" : "fallback-tag",
      tag: null,
    })),
  );
}

/** What a referrer is: its descriptor says so, or else its manifest. */
async function kindOf(context: IndexContext, repository: RepositoryName, descriptor: Descriptor): Promise<string> {
  if (descriptor.artifactType !== undefined) return artifactKind({ artifactType: descriptor.artifactType }).kind;
  try {
    const { manifest } = await manifestByDigest(context, repository, descriptor.digest);
    return manifest.kind === "manifest" ? artifactKind(manifest).kind : "unknown";
  } catch (error) {
    // Listed, but deleted since: it is still named, so that a person sees the list is out of date.
    if (error instanceof RegistryError && error.status === 404) return "unknown";
    throw error;
  }
}

async function cosignArtifact(
  { registry, signal }: IndexContext,
  repository: RepositoryName,
  digest: Digest,
  ending: string,
  kind: string,
): Promise<AttachedArtifact | null> {
  const tag = parseTag(`${digestAlgorithm(digest)}-${digestEncoded(digest)}.${ending}`);
  try {
    const head = await headManifest(registry, repository, tag, { signal });
    const descriptor = { mediaType: head.mediaType, digest: head.digest, size: head.size };
    return { descriptor: { ...descriptor, annotations: undefined, platform: undefined }, kind, source: "cosign-tag", tag };
  } catch (error) {
    if (error instanceof RegistryError && error.status === 404) return null;
    throw error;
  }
}

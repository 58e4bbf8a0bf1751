import { artifactKind } from "#lib/oci/artifact.ts";
import { type AttachedTag, cosignTags } from "#lib/oci/attached.ts";
import type { Descriptor } from "#lib/oci/descriptor.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { Manifest } from "#lib/oci/manifest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { RegistryError } from "#lib/registry/error.ts";
import { headManifest } from "#lib/registry/manifests.ts";
import { listReferrers } from "#lib/registry/referrers.ts";
import type { IndexContext } from "./context.ts";
import { inCompletionOrder } from "./in-completion-order.ts";
import { manifestByDigest } from "./manifests.ts";
import type { AttachedArtifact, IndexEntry } from "./types.ts";

/** Manifests of attached artifacts read at a time. */
const concurrency = 4;
/** A busy image has hundreds of signatures; beyond these, only their descriptors are shown. */
const readLimit = 48;

/** Something attached, as it was found; `tagKind` is what cosign's tag says that it is. */
interface Found extends Pick<AttachedArtifact, "descriptor" | "subject" | "source" | "tag"> {
  readonly tagKind?: Exclude<AttachedTag["kind"], "referrers">;
}

/**
 * What is attached to a manifest: referrers (by the API or the fallback tag), cosign's tags, and BuildKit's attestations
 * inside the index itself. Distribution specification, “Listing Referrers”; cosign's signature specification.
 *
 * @param subjects the manifest, and of an index also the entry shown: tools attach to either.
 * @param unreadable is told of each way of looking that failed; what the others found is given.
 */
export async function attachedTo(
  context: IndexContext,
  repository: RepositoryName,
  subjects: ReadonlySet<Digest>,
  entries: readonly IndexEntry[],
  unreadable: (error: unknown) => void,
): Promise<AttachedArtifact[]> {
  const looking = [...subjects].flatMap((subject) => [
    referrersOf(context, repository, subject),
    ...cosignTags(subject).map(({ tag, kind }) => onCosignTag(context, repository, subject, tag, kind)),
  ]);
  const lists = await Promise.all(
    looking.map((list) =>
      list.catch((error: unknown) => {
        unreadable(error);
        return [];
      }),
    ),
  );
  const inside = entries.flatMap(({ descriptor, attests }): Found[] =>
    attests === null ? [] : [{ descriptor, subject: attests, source: "index", tag: null }],
  );
  const found = [...lists.flat(), ...inside];
  const read = await manifestsOf(context, repository, found, unreadable);
  return found.map((artifact) => asAttached(artifact, read.get(artifact.descriptor.digest)));
}

async function referrersOf(
  { registry, signal }: IndexContext,
  repository: RepositoryName,
  subject: Digest,
): Promise<Found[]> {
  const { descriptors, source } = await listReferrers(registry, repository, subject, { signal });
  const by = source === "api" ? "referrers-api" : "fallback-tag";
  return descriptors.map((descriptor) => ({ descriptor, subject, source: by, tag: null }));
}

async function onCosignTag(
  { registry, signal }: IndexContext,
  repository: RepositoryName,
  subject: Digest,
  tag: Tag,
  kind: AttachedTag["kind"],
): Promise<Found[]> {
  if (kind === "referrers") return [];
  try {
    const { mediaType, digest, size } = await headManifest(registry, repository, tag, { signal });
    return [{ descriptor: { mediaType, digest, size }, subject, source: "cosign-tag", tag, tagKind: kind }];
  } catch (error) {
    if (error instanceof RegistryError && error.status === 404) return [];
    throw error;
  }
}

async function manifestsOf(
  context: IndexContext,
  repository: RepositoryName,
  found: readonly Found[],
  unreadable: (error: unknown) => void,
): Promise<Map<Digest, Manifest>> {
  const manifests = new Map<Digest, Manifest>();
  const digests = new Set(found.slice(0, readLimit).map(({ descriptor }) => descriptor.digest));
  const reading = inCompletionOrder(digests, concurrency, async (digest) => {
    try {
      manifests.set(digest, (await manifestByDigest(context, repository, digest)).manifest);
    } catch (error) {
      // Listed, but deleted since: it is still named, so that a person sees that the list is out of date.
      if (!(error instanceof RegistryError && error.status === 404)) unreadable(error);
    }
  });
  for await (const _ of reading);
  return manifests;
}

/** What an artifact is, by its manifest, else by its descriptor, else by the tag that it was found under. */
function asAttached({ tagKind, ...found }: Found, manifest: Manifest | undefined): AttachedArtifact {
  const contents = manifest?.kind === "manifest" ? manifest.layers : null;
  const signs = manifest?.kind === "manifest" ? manifest : signsOf(found.descriptor);
  const { kind, label } = artifactKind(signs);
  const vague = kind === "artifact" || kind === "image";
  return { ...found, kind: vague ? (tagKind ?? kind) : kind, label, contents };
}

function signsOf({ artifactType, annotations }: Descriptor) {
  return { artifactType, annotations };
}

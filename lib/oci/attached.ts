import type { Descriptor } from "./descriptor.ts";
import { type Digest, digestAlgorithm, digestEncoded, isDigest } from "./digest.ts";
import { isTag, type Tag } from "./reference.ts";

/** How something hangs on a manifest by a tag's name alone, and on which manifest. */
export interface AttachedTag {
  readonly subject: Digest;
  /** `referrers`: an index of all referrers, for registries without the API. The others are cosign's. */
  readonly kind: "signature" | "attestation" | "sbom" | "referrers";
}

const cosignEndings = { sig: "signature", att: "attestation", sbom: "sbom" } as const;
const attachedGrammar = /^([a-z0-9]+)-([a-f0-9]{64})(?:\.(sig|att|sbom))?$/;

/**
 * The tag under which a registry without the referrers API keeps the index of a manifest's referrers.
 *
 * Distribution specification, “Referrers Tag Schema”: the algorithm cut to 32 characters, the encoded part cut to 64,
 * and `-` for the colon and for whatever a tag cannot hold. The cut makes it ambiguous for `sha512`.
 */
export function referrersFallbackTag(digest: Digest): Tag {
  const algorithm = digestAlgorithm(digest).slice(0, 32);
  const encoded = digestEncoded(digest).slice(0, 64);
  return `${algorithm}-${encoded}`.replace(/[^A-Za-z0-9._-]/g, "-") as Tag;
}

/**
 * The tags under which cosign 1 and 2 keep what they attach to a manifest, `sha256-….sig` and so on.
 * None for a digest too long for a tag, such as `sha512`.
 */
export function cosignTags(digest: Digest): { readonly tag: Tag; readonly kind: AttachedTag["kind"] }[] {
  return Object.entries(cosignEndings).flatMap(([ending, kind]) => {
    const tag = `${digestAlgorithm(digest)}-${digestEncoded(digest)}.${ending}`;
    return isTag(tag) ? [{ tag, kind }] : [];
  });
}

/**
 * What a tag is attached to, where its name is one of cosign's (`sha256-….sig`, `.att`, `.sbom`) or of the referrers'
 * fallback (`sha256-…`); nothing for every other tag. A table of tags hides these, and a deletion names them.
 */
export function attachedTag(tag: string): AttachedTag | undefined {
  const [, algorithm, encoded, ending] = attachedGrammar.exec(tag) ?? [];
  const subject = `${algorithm}:${encoded}`;
  // A fallback tag of sha512 has lost half of its digest: its subject cannot be told, so it is a tag like any other.
  if (algorithm === undefined || !isDigest(subject)) return undefined;
  return {
    subject,
    kind: ending === undefined ? "referrers" : cosignEndings[ending as keyof typeof cosignEndings],
  };
}

/**
 * The manifest that an entry of an index attests, where it is one of BuildKit's attestation manifests.
 * BuildKit, docs/attestations/attestation-storage.md.
 */
export function attestedDigest(entry: Pick<Descriptor, "annotations">): Digest | undefined {
  if (entry.annotations?.["vnd.docker.reference.type"] !== "attestation-manifest") return undefined;
  const digest = entry.annotations["vnd.docker.reference.digest"] ?? "";
  return isDigest(digest) ? digest : undefined;
}

/** An index's entry with the attestations about it. */
export interface IndexImage {
  readonly descriptor: Descriptor;
  readonly attestations: readonly Descriptor[];
}

/**
 * The entries of an index as a person counts them: attestation manifests are put with the image that they are about.
 *
 * An attestation about something that is not in the index stands for itself, so that no entry is lost.
 */
export function indexImages(manifests: readonly Descriptor[]): IndexImage[] {
  const subjects = new Set<string>(
    manifests.filter((entry) => attestedDigest(entry) === undefined).map(({ digest }) => digest),
  );
  const isAttached = (entry: Descriptor) => {
    const subject = attestedDigest(entry);
    return subject !== undefined && subjects.has(subject);
  };
  const attachments = Map.groupBy(manifests.filter(isAttached), (entry) => attestedDigest(entry));
  return manifests
    .filter((entry) => !isAttached(entry))
    .map((descriptor) => ({ descriptor, attestations: attachments.get(descriptor.digest) ?? [] }));
}

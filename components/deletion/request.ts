import type { AttachedTagOnDigest, DeletionPreview, TagToDelete } from "#lib/cleanup/types.ts";
import type { Digest } from "#lib/oci/digest.ts";

/** What can be deleted besides the chosen tags, if a person wants that too. */
export interface Leftovers {
  /** Manifests that nothing names afterwards: those of the tags, those inside indexes, and those attached to them. */
  readonly manifests: readonly Digest[];
  /** Signatures and the like that hang on these by a tag. */
  readonly attachedTags: readonly AttachedTagOnDigest[];
}

/** What the body of a deletion is. */
export interface DeletionRequest {
  readonly repository: string;
  readonly tags: readonly TagToDelete[];
  readonly untagged: readonly Digest[];
}

/** What a deletion leaves behind that nothing names any more. What an index that stays still holds is not among it. */
export function leftoversOf({ untagged }: DeletionPreview): Leftovers {
  const loose = untagged.filter(({ parents }) => parents.length === 0);
  const attachedTags = [
    ...new Map(loose.flatMap((manifest) => manifest.attachedTags).map((its) => [its.tag, its])).values(),
  ];
  const manifests = loose.flatMap(({ digest, children, referrers }) => [
    digest,
    ...children.filter(({ reachedBy }) => reachedBy.length === 0).map((child) => child.digest),
    ...referrers.map((referrer) => referrer.digest),
  ]);
  return {
    manifests: [...new Set([...manifests, ...attachedTags.map(({ digest }) => digest)])],
    attachedTags,
  };
}

/** The deletion that a preview describes, with what it leaves behind or without. */
export function deletionRequest(preview: DeletionPreview, withLeftovers: boolean): DeletionRequest {
  const tags = preview.tags.map(({ tag, digest }) => ({ tag, digest }));
  if (!withLeftovers) return { repository: preview.repository, tags, untagged: [] };
  const { manifests, attachedTags } = leftoversOf(preview);
  const attached = attachedTags.map(({ tag, digest }) => ({ tag, digest }));
  return { repository: preview.repository, tags: [...tags, ...attached], untagged: manifests };
}

import type { Descriptor } from "#lib/oci/descriptor.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import type { ManifestSummary, Problem } from "#lib/index/types.ts";

/** A tag with the digest it was seen on: exactly this is deleted, or nothing. */
export interface TagOnDigest {
  readonly tag: Tag;
  readonly digest: Digest;
}

/** A tag that was chosen for deletion. */
export interface ChosenTag extends TagOnDigest {
  readonly summary: ManifestSummary | null;
  /** Tags of this repository on the same digest that stay. Asked of the registry just now. */
  readonly staying: readonly Tag[];
}

/** A manifest that no tag of its repository will reach when the chosen tags are gone. */
export interface UntaggedManifest {
  readonly digest: Digest;
  readonly tags: readonly Tag[];
  readonly summary: ManifestSummary | null;
  /** The manifests inside it, where it is an index: they stay in the registry. */
  readonly children: readonly Digest[];
  /** Indexes of this repository that hold it, each with a tag that reaches it: it must stay. */
  readonly parents: readonly TagOnDigest[];
  /** Signatures, SBOMs and others that are about it. */
  readonly referrers: readonly Descriptor[];
}

/** What deleting the chosen tags would do, found without changing anything. */
export interface DeletionPreview {
  readonly repository: RepositoryName;
  readonly tags: readonly ChosenTag[];
  /** Chosen tags that the registry does not have any more, or cannot tell about. */
  readonly unavailable: readonly { readonly tag: Tag; readonly problem: Problem }[];
  readonly untagged: readonly UntaggedManifest[];
  /** Tags of this repository that stay. */
  readonly stayingTags: number;
  /** Why nothing can be deleted here: read-only in Stowage, disabled or forbidden in the registry. Null where it can. */
  readonly blocked: Problem | null;
}

/** How a tag was deleted. */
export type DeletionMethod =
  /** `DELETE /manifests/<tag>`, OCI distribution 1.1. */
  | "tag"
  /** The tag was pointed at a manifest of its own, and that was deleted by digest. */
  | "placeholder";

/** What became of one tag. */
export type DeletionOutcome =
  | { readonly tag: Tag; readonly state: "deleted"; readonly method: DeletionMethod }
  /** It pointed elsewhere than in the preview, and was left alone. */
  | { readonly tag: Tag; readonly state: "moved"; readonly digest: Digest }
  /** It was gone already. */
  | { readonly tag: Tag; readonly state: "gone" }
  | { readonly tag: Tag; readonly state: "failed"; readonly problem: Problem };

/** What became of one manifest without tags. */
export type UntaggedOutcome =
  | { readonly digest: Digest; readonly state: "deleted" }
  /** A tag or an index reaches it after all, and it was left alone. */
  | { readonly digest: Digest; readonly state: "kept"; readonly reachedBy: readonly Tag[] }
  | { readonly digest: Digest; readonly state: "failed"; readonly problem: Problem };

/** What a deletion under way says, in this order: tag…, untagged…, done. */
export type DeletionEvent =
  | { readonly type: "tag"; readonly outcome: DeletionOutcome }
  | { readonly type: "untagged"; readonly outcome: UntaggedOutcome }
  /** `missing` are tags that should have stayed and were not found afterwards: a defect of the registry or of Stowage. */
  | { readonly type: "done"; readonly missing: readonly Tag[] };

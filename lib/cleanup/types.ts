import type { ManifestSummary, Problem } from "#lib/index/types.ts";
import type { AttachedTag } from "#lib/oci/attached.ts";
import type { Descriptor } from "#lib/oci/descriptor.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import type { ProtectedPattern } from "#lib/oci/retention/protected-pattern.ts";

/** A tag with the digest it was seen on: exactly this is deleted, or nothing. */
export interface TagOnDigest {
  readonly tag: Tag;
  readonly digest: Digest;
}

/** A tag to delete. Its digest is null where the registry lists the tag but has nothing behind it. */
export interface TagToDelete {
  readonly tag: Tag;
  readonly digest: Digest | null;
}

/** A tag that was chosen for deletion. */
export interface ChosenTag extends TagToDelete {
  readonly summary: ManifestSummary | null;
  /** Tags of this repository on the same digest that stay. Asked of the registry just now. */
  readonly staying: readonly Tag[];
}

/** A manifest inside an index that no tag will reach any more. */
interface UntaggedChild {
  readonly digest: Digest;
  /** As `docker --platform` takes it; null where the index names none, as for attestations. */
  readonly platform: string | null;
  /** Tags that stay and reach this manifest: it stays with them. */
  readonly reachedBy: readonly Tag[];
}

/** Something that says by its tag's name what it is attached to: a signature of cosign, an index of referrers. */
export interface AttachedTagOnDigest extends TagOnDigest {
  readonly kind: AttachedTag["kind"];
}

/** A manifest that no tag of its repository names when the chosen tags are gone. */
export interface UntaggedManifest {
  readonly digest: Digest;
  /** The chosen tags that are on it now. */
  readonly tags: readonly Tag[];
  readonly summary: ManifestSummary | null;
  /** The manifests inside it, where it is an index: they stay in the registry. */
  readonly children: readonly UntaggedChild[];
  /** Indexes of this repository that hold it, each with a tag that reaches it: it must stay. */
  readonly parents: readonly TagOnDigest[];
  /** Signatures, SBOMs and others that are about it. */
  readonly referrers: readonly Descriptor[];
  /** Tags that stay, but hang on it (or on a manifest inside it) by their name, and are of no use without it. */
  readonly attachedTags: readonly AttachedTagOnDigest[];
}

/** What deleting the chosen tags would do, found without changing anything. */
export interface DeletionPreview {
  readonly repository: RepositoryName;
  readonly tags: readonly ChosenTag[];
  /** Chosen tags that the registry does not have any more, or cannot tell about: they are left alone. */
  readonly unavailable: readonly { readonly tag: Tag; readonly problem: Problem }[];
  /** Chosen tags that nothing deletes, each with the pattern that protects it: they stay. */
  readonly protected: readonly { readonly tag: Tag; readonly pattern: ProtectedPattern }[];
  readonly untagged: readonly UntaggedManifest[];
  /** Tags of this repository that stay; those that only hang on another manifest by their name are not counted. */
  readonly stayingTags: number;
  /** Why nothing can be deleted here: read-only in Stowage, disabled or forbidden in the registry. Null where it can. */
  readonly blocked: Problem | null;
}

/** How a tag was deleted. */
type DeletionMethod =
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
  /** A tag reaches it after all, by itself or through an index, and it was left alone. */
  | { readonly digest: Digest; readonly state: "kept"; readonly reachedBy: readonly Tag[] }
  | { readonly digest: Digest; readonly state: "failed"; readonly problem: Problem };

/** What a deletion under way says, in this order: tag…, untagged…, done. */
export type DeletionEvent =
  | { readonly type: "tag"; readonly outcome: DeletionOutcome }
  | { readonly type: "untagged"; readonly outcome: UntaggedOutcome }
  | {
      readonly type: "done";
      /** Tags that should have stayed and were not found afterwards: somebody else deleted them just now, or a defect. */
      readonly missing: readonly Tag[];
      /** Tags that the registry said it deleted, but still lists. */
      readonly remaining: readonly Tag[];
    };

import type { Problem } from "#lib/index/types.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { Tag } from "#lib/oci/reference.ts";

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

/** How a tag was deleted. */
export type DeletionMethod =
  /** `DELETE /manifests/<tag>`, OCI distribution 1.1. */
  | "tag"
  /** The tag was pointed at a manifest of its own, and that was deleted by digest. */
  | "placeholder";

/** What became of one tag. */
export type DeletionOutcome =
  | { readonly tag: Tag; readonly state: "deleted"; readonly method: DeletionMethod }
  /** It pointed elsewhere than where it was seen, and was left alone. */
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

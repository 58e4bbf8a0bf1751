import type { ManifestSummary } from "#lib/index/types.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";

/** A manifest that is in a repository, and that no tag reaches. */
export interface UnreachedManifest {
  readonly repository: RepositoryName;
  readonly digest: Digest;
  readonly summary: ManifestSummary | null;
  /** Since when, as far as is known, in milliseconds since 1970. */
  readonly since: number;
  /** The tag that was on it last, where one was seen. */
  readonly tag: Tag | null;
  /** An index without a tag in the same repository that names it. */
  readonly inside: Digest | null;
  /** What deleting it, with what is in it, would free: bytes that nothing else in the registry holds. */
  readonly exclusiveBytes: number;
}

/** Some manifests that no tag reaches. */
export interface UnreachedPage {
  readonly manifests: readonly UnreachedManifest[];
  /** Where to go on; null where that was all. */
  readonly next: string | null;
}

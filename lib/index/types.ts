import type { Descriptor, Platform } from "#lib/oci/descriptor.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { HistoryStep } from "#lib/oci/dockerfile.ts";
import type { ImageConfig } from "#lib/oci/image-config.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";

/** Why something could not be read, as a person is told: a code to translate by, and the registry's sentence. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly params: Readonly<Record<string, string>>;
}

/** What stands behind a digest, as far as a row of a table tells it. */
export interface ManifestSummary {
  readonly kind: "manifest" | "index" | "schema1" | "unknown";
  readonly mediaType: string;
  /** `artifactType`, or the config's media type where that is no image's; null for images. */
  readonly artifactType: string | null;
  /** As `docker --platform` takes them, such as `linux/arm64/v8`; attestations are left out. */
  readonly platforms: readonly string[];
  /** Compressed bytes of config and layers; of an index, the sum over its platforms with each blob counted once. Null where unknown. */
  readonly size: number | null;
  /** RFC 3339: the config's `created`, else the annotation `org.opencontainers.image.created`; null where neither is told. */
  readonly created: string | null;
}

/** A row of the tag table. */
export interface TagRow {
  readonly tag: Tag;
  /** Null until the registry told it. */
  readonly digest: Digest | null;
  /** Null until the manifest was read. */
  readonly summary: ManifestSummary | null;
  /** Set where the registry refused this tag: its manifest is gone, or the answer could not be read. */
  readonly problem: Problem | null;
}

/** What the stream behind the tag table says, in this order: known, tags, rows…, done. */
export type TagTableEvent =
  /** The rows as they were last seen, at once and without asking the registry. */
  | { readonly type: "known"; readonly rows: readonly TagRow[] }
  /** The registry's list of now: known rows that are missing in it are gone, others in it are new. */
  | { readonly type: "tags"; readonly tags: readonly Tag[] }
  /** Rows as they are read. */
  | { readonly type: "rows"; readonly rows: readonly TagRow[] }
  | { readonly type: "done" };

/** A row of the repository list. */
export interface RepositoryRow {
  readonly repository: RepositoryName;
  /** Null until the registry told it. */
  readonly tags: number | null;
  /** Bytes of all manifests, configs and layers that its tags reach, each counted once; null until all are read. */
  readonly size: number | null;
  /** RFC 3339: when the newest of its images was created; null where unknown. */
  readonly lastCreated: string | null;
  readonly problem: Problem | null;
}

/** What the stream behind the repository list says, in this order: known, repositories…, rows…, done. */
export type RepositoryListEvent =
  | { readonly type: "known"; readonly rows: readonly RepositoryRow[] }
  /** A page of the catalog; `complete` with the last one, when known rows that no page named are gone. */
  | { readonly type: "repositories"; readonly repositories: readonly RepositoryName[]; readonly complete: boolean }
  | { readonly type: "rows"; readonly rows: readonly RepositoryRow[] }
  /** The catalog cannot be had; the rows are those listed by hand or known from before. */
  | { readonly type: "catalog-problem"; readonly problem: Problem }
  | { readonly type: "done" };

/** A registry on the home page, as known without asking it. */
export interface RegistryOverview {
  readonly slug: string;
  readonly name: string;
  readonly url: string;
  readonly readOnly: boolean;
  /** Null before its catalog was read for the first time. */
  readonly repositories: number | null;
  readonly recent: readonly RecentImage[];
}

/** An image that was pushed lately. */
export interface RecentImage {
  readonly repository: RepositoryName;
  readonly tag: Tag;
  /** RFC 3339. */
  readonly created: string;
}

/** How a registry answers right now. */
export type RegistryState =
  | { readonly state: "ok"; readonly milliseconds: number }
  | { readonly state: "failed"; readonly problem: Problem };

/** A manifest inside an index. */
export interface IndexEntry {
  readonly descriptor: Descriptor;
  readonly platform: Platform | null;
  /** As `docker --platform` takes it. */
  readonly label: string;
  /** Set where this is an attestation of another entry (BuildKit). */
  readonly attests: Digest | null;
  /** Compressed bytes of config and layers; null where the manifest could not be read. */
  readonly size: number | null;
}

/** A layer of an image with those who also hold it. */
export interface LayerDetail {
  readonly descriptor: Descriptor;
  /** Digest of the uncompressed layer, where the config tells. */
  readonly diffId: string | null;
  /** Other repositories of this registry known to hold the same blob. */
  readonly sharedWith: readonly RepositoryName[];
}

/** A container image: one platform. */
export interface ImageDetail {
  readonly digest: Digest;
  readonly platform: string;
  readonly config: ImageConfig;
  readonly configDescriptor: Descriptor;
  /** The config's bytes as text. */
  readonly rawConfig: string;
  readonly layers: readonly LayerDetail[];
  readonly history: readonly HistoryStep[];
  /** Compressed bytes of config and layers. */
  readonly size: number;
}

/** Something attached to an image: a signature, an SBOM, an attestation. */
export interface AttachedArtifact {
  readonly descriptor: Descriptor;
  /** Such as `signature`, `sbom`, `attestation`; see lib/oci/artifact.ts. */
  readonly kind: string;
  /** How it was found. */
  readonly source: "referrers-api" | "fallback-tag" | "cosign-tag" | "index";
  /** The tag it hangs on, where it was found by one. */
  readonly tag: Tag | null;
}

/** Everything that the page of a tag or digest shows. */
export interface ReferenceDetail {
  readonly repository: RepositoryName;
  /** Null on a page opened by digest. */
  readonly tag: Tag | null;
  readonly digest: Digest;
  readonly mediaType: string;
  /** Bytes of the manifest itself. */
  readonly manifestSize: number;
  readonly summary: ManifestSummary;
  readonly annotations: Readonly<Record<string, string>>;
  /** The manifest's bytes as text (invalid UTF-8 replaced). */
  readonly rawManifest: string;
  /** Other tags of this repository known to be on the same digest. */
  readonly sameDigest: readonly Tag[];
  /** The entries of an index; empty for anything else. */
  readonly entries: readonly IndexEntry[];
  /** The image of the platform chosen; null for artifacts, unknown manifests, and where it could not be read. */
  readonly image: ImageDetail | null;
  /** Layers of an artifact that is no image. */
  readonly artifactLayers: readonly Descriptor[];
  /** What the artifact or manifest is about, where it says so. */
  readonly subject: Descriptor | null;
  readonly attached: readonly AttachedArtifact[];
  /** Parts that could not be read, each with its reason; the rest is shown. */
  readonly problems: readonly Problem[];
}

import type { ArtifactKind, ArtifactType } from "#lib/oci/artifact-types.ts";
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
  /** The media type that tells an artifact best: its `artifactType`, or that of a layer or the config; null for images. */
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

/**
 * What the stream behind the repository list says, in this order: listed…, read…, done. Each event says that rows may have
 * changed; which ones are shown, and so asked for anew, the page knows best. It ends without `done` where the rest is left to
 * a sync that is under way.
 */
export type RepositoryListEvent =
  /** How many repositories the catalog has named so far; `complete` when those that it did not name are forgotten. */
  | { readonly type: "listed"; readonly repositories: number; readonly complete: boolean }
  /** The catalog cannot be had; the rows are those listed by hand or known from before. */
  | { readonly type: "catalog-problem"; readonly problem: Problem }
  /** How many repositories are up to date. */
  | { readonly type: "read"; readonly read: number; readonly repositories: number }
  | { readonly type: "done" };

/** How far the sync of a registry is. */
export interface SyncProgress {
  /** Repositories that the registry has, as far as they are found. */
  readonly repositories: number;
  /** Those of them that are up to date. */
  readonly repositoriesRead: number;
  /** Tags of the repositories read in this round, and how many of them are known with what is behind them. */
  readonly tags: number;
  readonly tagsRead: number;
  /** Requests to the registry since this round was begun or gone on with. */
  readonly requests: number;
  readonly requestsPerSecond: number;
  /** Null before the first repository is read. */
  readonly secondsLeft: number | null;
}

/** How the sync of a registry stands. */
export interface RegistrySync {
  readonly state: "waiting" | "running" | "paused";
  /** Milliseconds since 1970. */
  readonly startedAt: number | null;
  /** Null while a round is under way or interrupted, and before the first. */
  readonly finishedAt: number | null;
  readonly progress: SyncProgress | null;
  /** Why the last round ended early. */
  readonly problem: Problem | null;
}

/** A registry on the home page, as known without asking it. */
export interface RegistryOverview {
  readonly slug: string;
  readonly name: string;
  readonly url: string;
  readonly readOnly: boolean;
  /** Null before its catalog was read for the first time. */
  readonly repositories: number | null;
  /** When its catalog was last read, in milliseconds since 1970; null where it never was. */
  readonly readAt: number | null;
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

/** A part of a manifest's page that could not be read. */
export interface PartProblem extends Problem {
  /** Where it belongs on the page: the whole manifest, an entry of an index, the image's config and layers, what is attached. */
  readonly part: "manifest" | "entry" | "image" | "attached";
  /** The manifest that it is about, where it is another than the page's. */
  readonly digest: Digest | null;
}

/** A manifest inside an index. */
export interface IndexEntry {
  readonly descriptor: Descriptor;
  readonly platform: Platform | null;
  /** As `docker --platform` takes it. */
  readonly label: string;
  /** What `?platform=` says to choose this entry: its label, or its digest where several entries have the same label. */
  readonly key: string;
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
  readonly mediaType: string;
  readonly platform: string;
  readonly annotations: Readonly<Record<string, string>>;
  /** The bytes of the image's own manifest as text: the page's, or the chosen entry's of an index. */
  readonly rawManifest: string;
  readonly config: ImageConfig;
  readonly configDescriptor: Descriptor;
  /** The config's bytes as text. */
  readonly rawConfig: string;
  readonly layers: readonly LayerDetail[];
  readonly history: readonly HistoryStep[];
  /** Compressed bytes of config and layers. */
  readonly size: number;
}

/** A Helm chart, as the config of its manifest describes it: its Chart.yaml. */
export interface HelmChart {
  readonly name: string;
  readonly version: string;
  readonly appVersion: string | null;
  readonly description: string | null;
  readonly type: string | null;
  readonly kubeVersion: string | null;
  readonly home: string | null;
  readonly deprecated: boolean;
  readonly sources: readonly string[];
  readonly keywords: readonly string[];
  readonly maintainers: readonly { readonly name: string; readonly email: string | null }[];
  readonly dependencies: readonly {
    readonly name: string;
    readonly version: string;
    readonly repository: string | null;
  }[];
}

/** A manifest that is no image: a Helm chart, a signature, anything in the form of one. */
export interface ArtifactDetail {
  readonly type: ArtifactType;
  /** `artifactType` as the manifest has it. */
  readonly declaredType: string | null;
  readonly config: Descriptor;
  /** The config's bytes as text; null where it is empty, too large, not text, or could not be read. */
  readonly rawConfig: string | null;
  readonly layers: readonly Descriptor[];
  readonly chart: HelmChart | null;
}

/** A layer of an image in Docker's schema 1, with the step that made it. */
interface Schema1Layer {
  readonly digest: Digest;
  /** The step's line of a Dockerfile; empty where its history cannot be read. */
  readonly text: string;
  /** RFC 3339. */
  readonly created: string | null;
  /** The step changed no file: its layer is an empty archive. */
  readonly throwaway: boolean;
}

/** An image in Docker's schema 1. It gives no sizes, and its config is spread over its history. */
export interface Schema1Detail {
  /** Name and tag as the manifest has them: those it was first pushed by. */
  readonly name: string;
  readonly tag: string;
  readonly platform: string;
  readonly signed: boolean;
  /** From the bottom, as everywhere else; the manifest lists them from the top. */
  readonly layers: readonly Schema1Layer[];
  /** The newest step's config; null where it cannot be read. */
  readonly config: ImageConfig | null;
}

/** Something attached to a manifest: a signature, an SBOM, an attestation. */
export interface AttachedArtifact {
  readonly descriptor: Descriptor;
  readonly kind: ArtifactKind;
  /** A short name of its type for people. */
  readonly label: string;
  /** The manifest that it is about: the page's, or an entry of the page's index. */
  readonly subject: Digest;
  /** How it was found. */
  readonly source: "referrers-api" | "fallback-tag" | "cosign-tag" | "index";
  /** The tag it hangs on, where it was found by one. */
  readonly tag: Tag | null;
  /** What it holds, with media types and annotations; null where its manifest could not be read. */
  readonly contents: readonly Descriptor[] | null;
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
  /** Bytes that no other tagged image of the registry holds; null where that is not counted. */
  readonly exclusiveBytes: number | null;
  /** Other tags of this repository known to be on the same digest. */
  readonly sameDigest: readonly Tag[];
  /** The entries of an index; empty for anything else. */
  readonly entries: readonly IndexEntry[];
  /** The entry of an index that `image` is about; null for anything else, and for an index without manifests. */
  readonly chosen: IndexEntry | null;
  /** What was asked for by platform: kept by links from view to view where the index has it, and named where it has not. */
  readonly platformAsked: { readonly key: string; readonly found: boolean } | null;
  /** The image of the platform chosen; null for artifacts, unknown manifests, and where it could not be read. */
  readonly image: ImageDetail | null;
  /** Set for a manifest that is no image. */
  readonly artifact: ArtifactDetail | null;
  readonly schema1: Schema1Detail | null;
  /** What the artifact or manifest is about, where it says so. */
  readonly subject: Descriptor | null;
  /** What is attached to the manifest, and of an index also to its entries. */
  readonly attached: readonly AttachedArtifact[];
  /** Parts that could not be read, each with its reason; the rest is shown. */
  readonly problems: readonly PartProblem[];
}

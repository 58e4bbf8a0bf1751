import type { Digest } from "#lib/oci/digest.ts";
import { isImageConfigMediaType, mediaTypes } from "#lib/oci/media-types.ts";
import { type Content, jsonContent } from "./content.ts";
import type { Compression, Layer } from "./layer.ts";

/** OCI's media types, or those that Docker writes. */
export type Format = "oci" | "docker";

export interface PlatformOf {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}

/** `config` of an image's config, as the specification spells it. Durations are nanoseconds. */
export interface Execution {
  readonly User?: string;
  readonly ExposedPorts?: Readonly<Record<string, object>>;
  readonly Env?: readonly string[];
  readonly Entrypoint?: readonly string[];
  readonly Cmd?: readonly string[];
  readonly Volumes?: Readonly<Record<string, object>>;
  readonly WorkingDir?: string;
  readonly Labels?: Readonly<Record<string, string>>;
  readonly StopSignal?: string;
  readonly Shell?: readonly string[];
  readonly OnBuild?: readonly string[];
  readonly Healthcheck?: {
    readonly Test: readonly string[];
    readonly Interval?: number;
    readonly Timeout?: number;
    readonly StartPeriod?: number;
    readonly Retries?: number;
  };
  readonly ArgsEscaped?: boolean;
}

export interface HistoryStep {
  readonly created?: string;
  readonly created_by?: string;
  readonly author?: string;
  readonly comment?: string;
  readonly empty_layer?: boolean;
}

/** An image's config without what follows from its layers. */
export interface ConfigOf extends Partial<PlatformOf> {
  /** RFC 3339. */
  readonly created?: string;
  readonly author?: string;
  readonly config?: Execution;
  readonly history?: readonly HistoryStep[];
}

export interface BuiltDescriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly size: number;
  readonly artifactType?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly platform?: PlatformOf;
}

/** A manifest or index, with all it refers to, ready to be pushed. */
export interface Built {
  readonly mediaType: string;
  readonly content: Content;
  readonly artifactType?: string;
  /** Where an image runs; absent for an index or an artifact. */
  readonly platform?: PlatformOf;
  /** What an index refers to; these go to the registry first. */
  readonly children: readonly Built[];
  /** Config and layers. */
  readonly blobs: readonly Content[];
}

const layerMediaTypes: Readonly<Record<Format, Readonly<Record<Compression, string>>>> = {
  oci: { none: mediaTypes.ociLayer, gzip: mediaTypes.ociLayerGzip, zstd: mediaTypes.ociLayerZstd },
  docker: {
    none: "application/vnd.docker.image.rootfs.diff.tar",
    gzip: mediaTypes.dockerLayerGzip,
    zstd: "application/vnd.docker.image.rootfs.diff.tar.zstd",
  },
};

/** The descriptor of `content`. */
export function descriptorOf(
  mediaType: string,
  content: Content,
  more: Pick<BuiltDescriptor, "annotations" | "platform" | "artifactType"> = {},
): BuiltDescriptor {
  return { mediaType, digest: content.digest, size: content.bytes.byteLength, ...more };
}

/** Builds a container image: its config with the layers' diff IDs, and the manifest. */
export function buildImage(image: {
  readonly layers: readonly Layer[];
  readonly config?: ConfigOf;
  readonly format?: Format;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly subject?: BuiltDescriptor;
}): Built {
  const format = image.format ?? "oci";
  const platform: PlatformOf = {
    architecture: image.config?.architecture ?? "amd64",
    os: image.config?.os ?? "linux",
    ...(image.config?.variant === undefined ? {} : { variant: image.config.variant }),
  };
  const config = jsonContent({
    created: image.config?.created,
    author: image.config?.author,
    ...platform,
    config: image.config?.config ?? {},
    rootfs: { type: "layers", diff_ids: image.layers.map((layer) => layer.diffId) },
    history: image.config?.history,
  });
  const mediaType = format === "oci" ? mediaTypes.ociManifest : mediaTypes.dockerManifest;
  return {
    mediaType,
    platform,
    children: [],
    blobs: [config, ...image.layers.map((layer) => layer.content)],
    content: jsonContent({
      schemaVersion: 2,
      mediaType,
      config: descriptorOf(format === "oci" ? mediaTypes.ociConfig : mediaTypes.dockerConfig, config),
      layers: image.layers.map((layer) =>
        descriptorOf(layerMediaTypes[format][layer.compression], layer.content),
      ),
      subject: image.subject,
      annotations: image.annotations,
    }),
  };
}

/** One child of an index; its platform is the image's own unless given. */
export interface Child {
  readonly image: Built;
  readonly platform?: PlatformOf;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The descriptor by which an index refers to a child. */
function childDescriptor(child: Child): BuiltDescriptor {
  const platform = child.platform ?? child.image.platform;
  return descriptorOf(child.image.mediaType, child.image.content, {
    ...(child.image.artifactType === undefined ? {} : { artifactType: child.image.artifactType }),
    ...(child.annotations === undefined ? {} : { annotations: child.annotations }),
    ...(platform === undefined ? {} : { platform }),
  });
}

/** Builds an OCI index, or Docker's manifest list. */
export function buildIndex(index: {
  readonly children: readonly Child[];
  readonly format?: Format;
  readonly annotations?: Readonly<Record<string, string>>;
}): Built {
  const mediaType = index.format === "docker" ? mediaTypes.dockerManifestList : mediaTypes.ociIndex;
  return {
    mediaType,
    children: index.children.map((child) => child.image),
    blobs: [],
    content: jsonContent({
      schemaVersion: 2,
      mediaType,
      manifests: index.children.map(childDescriptor),
      annotations: index.annotations,
    }),
  };
}

/** One file of an artifact. */
export interface ArtifactFile {
  readonly mediaType: string;
  readonly content: Content;
  readonly annotations?: Readonly<Record<string, string>>;
}

const emptyConfig = jsonContent({});

/** Builds an OCI manifest that is no image. Without `config` it has the empty one. OCI image specification, manifest.md, “Guidelines for Artifact Usage”. */
export function buildArtifact(artifact: {
  readonly artifactType?: string;
  readonly config?: { readonly mediaType: string; readonly content: Content };
  readonly files: readonly ArtifactFile[];
  readonly subject?: BuiltDescriptor;
  readonly annotations?: Readonly<Record<string, string>>;
}): Built {
  const config = artifact.config ?? { mediaType: mediaTypes.ociEmpty, content: emptyConfig };
  const artifactType =
    artifact.artifactType ?? (isImageConfigMediaType(config.mediaType) ? undefined : config.mediaType);
  return {
    mediaType: mediaTypes.ociManifest,
    ...(artifactType === undefined ? {} : { artifactType }),
    children: [],
    blobs: [config.content, ...artifact.files.map((file) => file.content)],
    content: jsonContent({
      schemaVersion: 2,
      mediaType: mediaTypes.ociManifest,
      artifactType: artifact.artifactType,
      config: descriptorOf(config.mediaType, config.content),
      layers: artifact.files.map((file) =>
        descriptorOf(
          file.mediaType,
          file.content,
          file.annotations === undefined ? {} : { annotations: file.annotations },
        ),
      ),
      subject: artifact.subject,
      annotations: artifact.annotations,
    }),
  };
}

import { compressedSize } from "#lib/oci/compressed-size.ts";
import { reconstructDockerfile } from "#lib/oci/dockerfile.ts";
import { isImage } from "#lib/oci/manifest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import type { IndexContext } from "./context.ts";
import { repositoriesWithBlobs } from "./layer-sharing.ts";
import { platformOf } from "./manifest-parts.ts";
import { configByDigest, type ReadManifest } from "./manifests.ts";
import type { ImageDetail } from "./types.ts";

/**
 * A container image with its config, layers and history; null where the manifest is no image.
 *
 * @throws {RegistryError} where the config cannot be read.
 */
export async function imageDetail(
  context: IndexContext,
  repository: RepositoryName,
  { digest, bytes, mediaType, manifest }: ReadManifest,
): Promise<ImageDetail | null> {
  if (manifest.kind !== "manifest" || !isImage(manifest)) return null;
  const [read, sharing] = await Promise.all([
    configByDigest(context, repository, manifest.config.digest, manifest.config.mediaType),
    repositoriesWithBlobs(
      context.db,
      context.registry.endpoint.slug,
      manifest.layers.map((layer) => layer.digest),
    ),
  ]);
  const { config } = read;
  return {
    digest,
    mediaType: manifest.mediaType || mediaType,
    platform: platformOf(config),
    annotations: manifest.annotations,
    rawManifest: new TextDecoder().decode(bytes),
    config,
    configDescriptor: manifest.config,
    rawConfig: new TextDecoder().decode(read.bytes),
    layers: manifest.layers.map((descriptor, index) => ({
      descriptor,
      diffId: config.rootfs.diff_ids[index] ?? null,
      sharedWith: (sharing.get(descriptor.digest) ?? []).filter((other) => other !== repository),
    })),
    history: reconstructDockerfile(config, manifest.layers),
    size: compressedSize(manifest) ?? 0,
  };
}

import { artifactKind } from "#lib/oci/artifact.ts";
import type { ImageManifest } from "#lib/oci/manifest.ts";
import { mediaTypes } from "#lib/oci/media-types.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { readBlob } from "#lib/registry/blobs.ts";
import { storeContents, storedContent } from "./contents.ts";
import type { IndexContext } from "./context.ts";
import { readHelmChart } from "./helm-chart.ts";
import type { ArtifactDetail } from "./types.ts";

/** An artifact's config may be anything; larger ones are linked, not shown. In bytes. */
const configLimit = 512 * 1024;

/**
 * A manifest that is no image, with its config where that is text.
 *
 * @param unreadable is told why the config could not be read; the rest is given.
 */
export async function artifactDetail(
  context: IndexContext,
  repository: RepositoryName,
  manifest: ImageManifest,
  unreadable: (error: unknown) => void,
): Promise<ArtifactDetail> {
  const type = artifactKind(manifest);
  const rawConfig = await configText(context, repository, manifest).catch((error) => {
    unreadable(error);
    return null;
  });
  return {
    type,
    declaredType: manifest.artifactType ?? null,
    config: manifest.config,
    rawConfig,
    layers: manifest.layers,
    chart: type.kind === "helm-chart" && rawConfig !== null ? readHelmChart(rawConfig) : null,
  };
}

async function configText(
  context: IndexContext,
  repository: RepositoryName,
  { config: { digest, mediaType, size } }: ImageManifest,
): Promise<string | null> {
  if (mediaType === mediaTypes.ociEmpty || size === 0 || size > configLimit) return null;
  const stored = await storedContent(context.db, digest);
  const bytes =
    stored?.bytes ??
    (await readBlob(context.registry, repository, digest, { limit: configLimit, signal: context.signal }));
  if (stored === undefined) await storeContents(context.db, [{ digest, mediaType, bytes }]);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

import { artifactTypeOf } from "#lib/oci/artifact-types.ts";
import type { ImageConfig } from "#lib/oci/image-config.ts";
import type { ImageManifest } from "#lib/oci/manifest.ts";
import { isImageConfigMediaType, mediaTypes } from "#lib/oci/media-types.ts";
import { formatPlatform } from "#lib/oci/platform.ts";
import type { ManifestFacts } from "./manifest-facts.ts";

/** The blobs of a manifest and what it refers to, as the index keeps them. */
export function factsOfParts(manifest: ImageManifest): Pick<ManifestFacts, "blobs" | "children" | "subject"> {
  const blobs = [manifest.config, ...manifest.layers].map(({ digest, size }, index) => ({
    position: index - 1,
    digest,
    size,
  }));
  return { blobs, children: [], subject: manifest.subject?.digest ?? null };
}

/** The media type by which a table tells what an artifact is, so that it needs neither its manifest nor its config. */
export function tellingType({ artifactType, config, layers }: ImageManifest): string {
  const ofLayers = layers.map(({ mediaType }) => mediaType);
  const known = [artifactType ?? "", ...ofLayers, config.mediaType].find(
    (mediaType) => artifactTypeOf(mediaType) !== undefined,
  );
  if (known !== undefined) return known;
  const silent = isImageConfigMediaType(config.mediaType) || config.mediaType === mediaTypes.ociEmpty;
  return artifactType ?? (silent ? ofLayers[0] : undefined) ?? config.mediaType;
}

/** The platform that an image's config names. */
export function platformOf(config: ImageConfig): string {
  const { os, architecture, variant } = config;
  return formatPlatform({ os, architecture, variant, "os.version": config["os.version"] });
}

/** Reproducible builds write the epoch or year 1 for “no date”: shown as it is when it parses, dropped when it does not. */
export function usableDate(created: string | undefined): string | null {
  return created !== undefined && !Number.isNaN(Date.parse(created)) ? created : null;
}

/** The date that a manifest was given by its builder; null for none. */
export function annotatedDate({
  annotations,
}: {
  annotations: Readonly<Record<string, string>>;
}): string | null {
  return usableDate(annotations["org.opencontainers.image.created"]);
}

/** The newest of some dates, by the instants, since the texts may be of different time zones. */
export function newest(dates: readonly string[]): string | null {
  return dates.toSorted((one, other) => Date.parse(one) - Date.parse(other)).at(-1) ?? null;
}

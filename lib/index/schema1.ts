import { z } from "zod";
import { orAbsent } from "#lib/oci/descriptor.ts";
import { type ImageConfig, imageConfigSchema } from "#lib/oci/image-config.ts";
import type { Schema1Manifest } from "#lib/oci/manifest.ts";
import { mediaTypes } from "#lib/oci/media-types.ts";
import type { Schema1Detail, Schema1Layer } from "./types.ts";

/** What is read of a step: Docker's image JSON of version 1, as a string inside the manifest. */
const stepSchema = z.object({
  created: orAbsent(z.string()),
  throwaway: orAbsent(z.boolean()),
  os: orAbsent(z.string()),
  container_config: orAbsent(z.object({ Cmd: orAbsent(z.array(z.string())) })),
});

/**
 * Reads an image in Docker's schema 1 as far as it tells about itself.
 *
 * Each entry of `history` is the JSON of one image, from the newest to the oldest, and stands for the layer in the same
 * place of `fsLayers`. Docker's Image Manifest Version 2, Schema 1.
 */
export function readSchema1(manifest: Schema1Manifest): Schema1Detail {
  const newest = parsed(manifest.history[0]?.v1Compatibility);
  const config = imageConfigSchema.safeParse(newest);
  const os = stepSchema.safeParse(newest).data?.os ?? "linux";
  return {
    name: manifest.name,
    tag: manifest.tag,
    platform: `${os}/${manifest.architecture}`,
    signed: manifest.mediaType === mediaTypes.dockerSchema1Signed,
    layers: manifest.fsLayers
      .map(({ blobSum }, index): Schema1Layer => {
        const step = stepSchema.safeParse(parsed(manifest.history[index]?.v1Compatibility)).data;
        return {
          digest: blobSum,
          createdBy: step?.container_config?.Cmd?.join(" ") ?? "",
          created: step?.created ?? null,
          throwaway: step?.throwaway ?? false,
        };
      })
      .toReversed(),
    config: config.success ? withoutHistory(config.data) : null,
  };
}

/** The newest step's JSON has the form of a config, except that the steps are not in it. */
function withoutHistory(config: ImageConfig): ImageConfig {
  return { ...config, history: [] };
}

function parsed(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? "null");
  } catch {
    return null;
  }
}

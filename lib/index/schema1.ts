import { z } from "zod";
import { orAbsent } from "#lib/oci/descriptor.ts";
import { reconstructDockerfile } from "#lib/oci/dockerfile.ts";
import { type HistoryEntry, type ImageConfig, imageConfigSchema } from "#lib/oci/image-config.ts";
import type { Schema1Manifest } from "#lib/oci/manifest.ts";
import { mediaTypes } from "#lib/oci/media-types.ts";
import type { Schema1Detail } from "./types.ts";

/** What is read of a step: Docker's image JSON of version 1, as a string inside the manifest. */
const stepSchema = z.object({
  created: orAbsent(z.string()),
  throwaway: orAbsent(z.boolean()),
  os: orAbsent(z.string()),
  container_config: orAbsent(z.object({ Cmd: orAbsent(z.array(z.string())) })),
});

type Step = z.output<typeof stepSchema>;

/**
 * Reads an image in Docker's schema 1 as far as it tells about itself.
 *
 * Each entry of `history` is the JSON of one image, from the newest to the oldest, and stands for the layer in the same
 * place of `fsLayers`. Docker's Image Manifest Version 2, Schema 1.
 */
export function readSchema1(manifest: Schema1Manifest): Schema1Detail {
  const newest = parsed(manifest.history[0]?.v1Compatibility);
  const config = imageConfigSchema.safeParse(newest).data ?? null;
  const os = stepSchema.safeParse(newest).data?.os ?? "linux";
  const layers = manifest.fsLayers
    .map(({ blobSum }, index) => ({
      digest: blobSum,
      step: stepSchema.safeParse(parsed(manifest.history[index]?.v1Compatibility)).data,
    }))
    .toReversed();
  const texts = textsOf(
    config,
    layers.map(({ step }) => step),
  );
  return {
    name: manifest.name,
    tag: manifest.tag,
    platform: `${os}/${manifest.architecture}`,
    signed: manifest.mediaType === mediaTypes.dockerSchema1Signed,
    layers: layers.map(({ digest, step }, index) => ({
      digest,
      text: texts[index] ?? "",
      created: step?.created ?? null,
      throwaway: step?.throwaway ?? false,
    })),
    config,
  };
}

/** Each step as a Dockerfile has it; its own words where there is no config to read them by. */
function textsOf(config: ImageConfig | null, steps: readonly (Step | undefined)[]): readonly string[] {
  const commands = steps.map((step) => step?.container_config?.Cmd?.join(" ") ?? "");
  if (config === null) return commands;
  const history = commands.map((created_by): HistoryEntry => ({ created_by, empty_layer: true }));
  return reconstructDockerfile({ ...config, history }, []).map(({ text }) => text);
}

function parsed(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? "null");
  } catch {
    return null;
  }
}

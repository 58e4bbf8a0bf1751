import { type Built, buildImage } from "#scripts/samples/image.ts";
import { buildLayer, file } from "#scripts/samples/layer.ts";

/** A small image that no other has: its one file says `what`. */
export async function imageOf(
  what: string,
  options: { readonly created?: Date; readonly architecture?: string; readonly bytes?: number } = {},
): Promise<Built> {
  const { created = new Date("2026-01-01T00:00:00Z"), architecture = "amd64", bytes = 0 } = options;
  return buildImage({
    // Stored as it is, so that a larger content is a larger image.
    layers: [await buildLayer([file("what", what.padEnd(bytes))], { compression: "none" })],
    config: { architecture, created: created.toISOString() },
  });
}

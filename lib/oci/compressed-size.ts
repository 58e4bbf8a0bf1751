import type { Manifest } from "./manifest.ts";

/**
 * What pulling an image transfers, in bytes: its config and its layers as they are stored, each digest counted once
 * (an image may list the same layer twice; it is sent and kept once).
 *
 * Unknown for an index, whose entries give the size of manifests alone, and for schema 1, which gives none.
 */
export function compressedSize(manifest: Manifest): number | undefined {
  if (manifest.kind !== "manifest") return undefined;
  const sizes = new Map([manifest.config, ...manifest.layers].map(({ digest, size }) => [digest, size]));
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

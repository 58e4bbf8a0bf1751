/** How a layer or another blob is stored, in the words of its media type. */
export type Compression = "gzip" | "zstd" | "none" | "unknown";

/** Reads the compression off a media type; `none` is a plain tar archive, `unknown` anything that does not say. */
export function compressionOf(mediaType: string): Compression {
  const ending = /tar(?:[.+](gzip|zstd))?(?:\+encrypted)?$/.exec(mediaType);
  if (ending === null) return "unknown";
  return ending[1] === undefined ? "none" : (ending[1] as "gzip" | "zstd");
}

/** Whether a layer must not be pushed to other registries: its bytes may be elsewhere (`urls`), as Windows' base layers were. */
export function isForeign(mediaType: string): boolean {
  return mediaType.includes(".nondistributable.") || mediaType.includes(".foreign.");
}

/** The name for a downloaded blob: what a shell's `tar` takes for what it is. */
export function blobFileName(stem: string, mediaType: string): string {
  const endings: Readonly<Record<Compression, string>> = {
    gzip: ".tar.gz",
    zstd: ".tar.zst",
    none: ".tar",
    unknown: mediaType.endsWith("json") ? ".json" : "",
  };
  return stem + endings[compressionOf(mediaType)];
}

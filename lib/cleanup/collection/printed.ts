import type { Digest } from "#lib/oci/digest.ts";

/** What a collection has printed. */
interface Printed {
  /** Blobs that it says to delete. */
  readonly blobs: ReadonlySet<Digest>;
  /** Manifests that it takes out of repositories; null where it did not come so far as to count them. */
  readonly manifests: number | null;
  /** The end of it, at most 64 KiB. */
  readonly tail: string;
}

/** Reads what a collection prints, however much, as it comes. */
export interface PrintedReader {
  push(text: string): void;
  /** What was kept of it so far. */
  tail(): string;
  /** All of it, once it has ended. */
  read(): Printed;
}

/** Characters of what is printed that are kept. */
const tailLength = 64 * 1024;

/** Characters after which a line that does not end is no line of distribution's. */
const longestLine = 16 * 1024;

const blobLine = /\bblob eligible for deletion: (sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})\b/;
const countLine = /\b\d+ blobs marked, \d+ blobs and (\d+) manifests eligible for deletion/;

/**
 * Reads the output of distribution's `garbage-collect` (2.x and 3): `blob eligible for deletion: sha256:…`. What stands before it on
 * a line, such as the time or a container's name, does not matter. A blob that is named twice, by a dry run first, counts once.
 *
 * @param named hears how many blobs were named, as they come.
 */
export function readPrinted(named: (blobs: number) => void = () => undefined): PrintedReader {
  const blobs = new Set<Digest>();
  let manifests: number | null = null;
  let tail = "";
  let rest = "";
  const line = (text: string) => {
    const blob = blobLine.exec(text)?.[1];
    if (blob !== undefined) blobs.add(blob as Digest);
    const counted = countLine.exec(text)?.[1];
    if (counted !== undefined) manifests = Number(counted);
  };
  return {
    push(text) {
      // PostgreSQL keeps no NUL in a text.
      tail = (tail + text.replaceAll("\0", "")).slice(-tailLength);
      const lines = (rest + text).split(/\r?\n/);
      rest = (lines.pop() ?? "").slice(-longestLine);
      for (const one of lines) line(one);
      named(blobs.size);
    },
    tail: () => tail,
    read() {
      if (rest !== "") line(rest);
      rest = "";
      return { blobs, manifests, tail };
    },
  };
}

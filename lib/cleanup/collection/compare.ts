import type { Digest } from "#lib/oci/digest.ts";

/** A blob that makes the difference. */
interface DifferingBlob {
  readonly digest: Digest;
  /** In bytes; null where nobody has told them. */
  readonly size: number | null;
}

/** Blobs of one kind of difference: how many, their bytes as far as known, and the largest of them. */
export interface Difference {
  readonly count: number;
  readonly bytes: number;
  readonly largest: readonly DifferingBlob[];
}

/** What a collection has freed by its own account, beside what was predicted. */
export interface CollectionResult {
  /** Bytes of the blobs that it named, as far as their sizes are known. */
  readonly bytes: number;
  /** Blobs that it named. */
  readonly blobs: number;
  /** Of these, how many are of a size that nobody has told. */
  readonly unknown: number;
  /** Manifests that it took out of repositories; null where it did not tell. */
  readonly manifests: number | null;
  /** Predicted, and not named. */
  readonly stayed: Difference;
  /** Named, and not predicted. */
  readonly unforeseen: Difference;
}

/** The blobs of a difference that are shown. */
const mostShown = 20;

/** Compares the blobs that were predicted to go with those that a collection named. Pure. */
export function compareCollection(
  predicted: ReadonlyMap<Digest, number | null>,
  named: ReadonlySet<Digest>,
  sizes: ReadonlyMap<Digest, number>,
  manifests: number | null,
): CollectionResult {
  const sizeOf = (digest: Digest) => sizes.get(digest) ?? predicted.get(digest) ?? null;
  const all = [...named].map((digest) => ({ digest, size: sizeOf(digest) }));
  const missing = [...predicted.keys()].filter((digest) => !named.has(digest));
  return {
    bytes: sum(all),
    blobs: all.length,
    unknown: all.filter(({ size }) => size === null).length,
    manifests,
    stayed: difference(missing.map((digest) => ({ digest, size: sizeOf(digest) }))),
    unforeseen: difference(all.filter(({ digest }) => !predicted.has(digest))),
  };
}

function difference(blobs: readonly DifferingBlob[]): Difference {
  const largest = blobs.toSorted((one, other) => (other.size ?? 0) - (one.size ?? 0)).slice(0, mostShown);
  return { count: blobs.length, bytes: sum(blobs), largest };
}

function sum(blobs: readonly DifferingBlob[]): number {
  return blobs.reduce((total, { size }) => total + (size ?? 0), 0);
}

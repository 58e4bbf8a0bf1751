/** A part of the bar of sizes: one layer, or all the layers too small for a part of their own. */
export type BarSegment =
  | { readonly kind: "layer"; readonly index: number; readonly size: number; readonly share: number }
  | {
      readonly kind: "rest";
      readonly indexes: readonly number[];
      readonly size: number;
      readonly share: number;
    };

/** So many parts of 24 px, the least that a finger hits, fit on a telephone beside one for the rest. */
const mostSegments = 11;
/** A layer with less of the whole than this gets no part of its own. */
const leastShare = 0.02;

/**
 * Divides a bar among layers by their sizes: from the base up, the large ones each, then all the small ones as one.
 *
 * @param sizes compressed bytes of each layer, from the base.
 */
export function barSegments(sizes: readonly number[]): BarSegment[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const shareOf = (size: number) => (total === 0 ? 0 : size / total);
  const large = new Set(
    sizes
      .map((size, index) => ({ size, index }))
      .filter(({ size }) => shareOf(size) >= leastShare)
      .sort((one, other) => other.size - one.size || one.index - other.index)
      .slice(0, mostSegments)
      .map(({ index }) => index),
  );
  const own = sizes.flatMap((size, index): BarSegment[] =>
    large.has(index) ? [{ kind: "layer", index, size, share: shareOf(size) }] : [],
  );
  const indexes = sizes.flatMap((_, index) => (large.has(index) ? [] : [index]));
  const [only] = indexes;
  if (only === undefined) return own;
  const size = indexes.reduce((sum, index) => sum + (sizes[index] ?? 0), 0);
  const last: BarSegment =
    indexes.length === 1
      ? { kind: "layer", index: only, size, share: shareOf(size) }
      : { kind: "rest", indexes, size, share: shareOf(size) };
  return [...own, last];
}

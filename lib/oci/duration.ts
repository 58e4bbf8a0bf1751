const units = [
  ["h", 3_600_000_000_000],
  ["m", 60_000_000_000],
] as const;
const smallUnits = [
  ["s", 1_000_000_000],
  ["ms", 1_000_000],
  ["µs", 1000],
  ["ns", 1],
] as const;

/**
 * A duration of a healthcheck as one writes it in a Dockerfile: `30s`, `1m30s`, `1.5s`, `250ms`.
 * Go's form (`time.Duration`) without its parts that are zero: `1h`, not `1h0m0s`.
 *
 * @param nanoseconds a whole number, not negative; Docker's config has durations so.
 */
export function formatNanoseconds(nanoseconds: number): string {
  let rest = nanoseconds;
  let text = "";
  for (const [unit, length] of units) {
    const count = Math.floor(rest / length);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * length;
  }
  if (rest === 0) return text === "" ? "0s" : text;
  // Behind minutes there are only seconds, so that 1m0.5s does not become 1m500ms.
  const [unit, length] = smallUnits.find(([, size]) => rest >= size || text !== "") ?? ["ns", 1];
  return `${text}${rest / length}${unit}`;
}

const units = ["byte", "KiB", "MiB", "GiB", "TiB", "PiB"] as const;

/** What of a formatter is needed here; next-intl's has it. */
interface NumberFormat {
  number(
    value: number,
    options: { maximumFractionDigits: number } | { maximumSignificantDigits: number },
  ): string;
}

/**
 * A size in binary units, with three figures where it is not whole: `0 B`, `812 B`, `1.46 KiB`, `38.2 MiB`.
 *
 * @param bytes not negative.
 */
export function formatBytes(bytes: number, format: NumberFormat): string {
  const exponent = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  if (exponent === 0) return `${format.number(bytes, { maximumFractionDigits: 0 })} B`;
  let value = bytes / 2 ** (10 * exponent);
  let unit = units[exponent];
  // 1,023.99 KiB would be written as 1,024 KiB.
  if (value >= 1023.5 && exponent < units.length - 1) {
    value /= 1024;
    unit = units[exponent + 1];
  }
  return `${format.number(value, { maximumSignificantDigits: value >= 1000 ? 4 : 3 })} ${unit}`;
}

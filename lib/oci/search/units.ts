/** Days, weeks, months of 30 days, years of 365. */
export type AgeUnit = "d" | "w" | "m" | "y";

const days: Readonly<Record<AgeUnit, number>> = { d: 1, w: 7, m: 30, y: 365 };

/** Powers of 1000, and with an `i` of 1024. */
const bytes = {
  B: 1,
  KB: 1000,
  MB: 1000 ** 2,
  GB: 1000 ** 3,
  TB: 1000 ** 4,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
  TiB: 1024 ** 4,
} as const;

export type SizeUnit = keyof typeof bytes;

const sizeUnits = Object.keys(bytes) as SizeUnit[];

/** Six digits, of which three may stand behind the point: as many as a person means. */
const numberGrammar = "\\d{1,6}(?:\\.\\d{1,3})?";
const ageGrammar = new RegExp(`^(${numberGrammar})([dwmy])$`, "i");
const sizeGrammar = new RegExp(`^(${numberGrammar})([KMGT]?i?B|[KMGT])$`, "i");

/** Reads an age such as `90d`; undefined where it is none. */
export function readAge(text: string): { readonly amount: number; readonly unit: AgeUnit } | undefined {
  const [, amount, unit] = ageGrammar.exec(text) ?? [];
  if (amount === undefined || unit === undefined) return undefined;
  return { amount: Number(amount), unit: unit.toLowerCase() as AgeUnit };
}

/** Reads a size such as `1.5GB` or `512MiB`; `1G` is `1GB`. Undefined where it is none. */
export function readSize(text: string): { readonly amount: number; readonly unit: SizeUnit } | undefined {
  const [, amount, written] = sizeGrammar.exec(text) ?? [];
  if (amount === undefined || written === undefined) return undefined;
  const whole = /b$/i.test(written) ? written : `${written}B`;
  const unit = sizeUnits.find((known) => known.toLowerCase() === whole.toLowerCase());
  return unit === undefined ? undefined : { amount: Number(amount), unit };
}

/** An age in milliseconds. */
export function ageInMilliseconds(amount: number, unit: AgeUnit): number {
  return Math.round(amount * days[unit] * 86_400_000);
}

/** A size in bytes. */
export function sizeInBytes(amount: number, unit: SizeUnit): number {
  return Math.round(amount * bytes[unit]);
}

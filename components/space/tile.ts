import type { useFormatter, useTranslations } from "next-intl";

/** What tiles are named with. */
export interface Wording {
  readonly t: ReturnType<typeof useTranslations<"space">>;
  readonly format: ReturnType<typeof useFormatter>;
  readonly slug: string;
}

/** A part of the picture, and a row of the table beside it. */
export interface Tile {
  readonly key: string;
  readonly label: string;
  /** What it is, in a few words. */
  readonly facts: string;
  readonly bytes: number;
  readonly look: "light" | "dark" | "shared" | "rest";
  /** Where it leads; null where there is nothing behind it. */
  readonly href: string | null;
  /** What else can be done with it. */
  readonly more?: { readonly label: string; readonly href: string };
}

/** A share of a whole; 0 of nothing. */
export const shareOf = (bytes: number, whole: number): number => (whole === 0 ? 0 : bytes / whole);

/** A share as people read it: one figure behind the point below a tenth, and never 0 for what is something. */
export function formatShare(share: number, format: Wording["format"]): string {
  const percent = (part: number, digits: number) =>
    format.number(part, { style: "percent", maximumFractionDigits: digits });
  return share > 0 && share < 0.0005 ? `< ${percent(0.001, 1)}` : percent(share, share < 0.1 ? 1 : 0);
}

/** What is left of many as one, where anything is. */
export function restTile(label: string, bytes: number): readonly Tile[] {
  return bytes > 0 ? [{ key: "rest", label, facts: "", bytes, look: "rest", href: null }] : [];
}

/** What belongs to several, where anything does. */
export function sharedTile(key: string, label: string, facts: string, bytes: number): readonly Tile[] {
  return bytes > 0 ? [{ key, label, facts, bytes, look: "shared", href: null }] : [];
}

import { createHash } from "node:crypto";
import type { Digest } from "#lib/oci/digest.ts";

/** Numbers that look random and are the same for the same seed, so that two runs measure the same. */
export interface Random {
  /** An integer from 0 up to but not including `limit`. */
  below(limit: number): number;
  /** One of these. */
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** True in `percent` of a hundred cases. */
  chance(percent: number): boolean;
  /** So many hexadecimal digits. */
  hex(length: number): string;
}

/** Mulberry32: one multiplication a number, and good enough to look like a registry. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (limit: number) => next() % limit;
  return {
    below,
    pick: (items) => items[below(items.length)] ?? items[0],
    chance: (percent) => below(100) < percent,
    hex: (length) => {
      let digits = "";
      while (digits.length < length) digits += next().toString(16).padStart(8, "0");
      return digits.slice(0, length);
    },
  };
}

/** The digest of something that exists by name alone. */
export function digestOf(name: string): Digest {
  return `sha256:${createHash("sha256").update(name).digest("hex")}` as Digest;
}

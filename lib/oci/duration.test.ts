import fc from "fast-check";
import { expect, it } from "vitest";
import { formatNanoseconds } from "./duration.ts";

const units: Record<string, number> = { h: 3.6e12, m: 6e10, s: 1e9, ms: 1e6, µs: 1e3, ns: 1 };

it.each([
  [0, "0s"],
  [30e9, "30s"],
  [60e9, "1m"],
  [90e9, "1m30s"],
  [3_600e9, "1h"],
  [3_605e9, "1h5s"],
  [86_400e9, "24h"],
  [1_500_000_000, "1.5s"],
  [60_500_000_000, "1m0.5s"],
  [250_000_000, "250ms"],
  [1500, "1.5µs"],
  [1, "1ns"],
])("writes %d nanoseconds as %s", (nanoseconds, text) => {
  expect(formatNanoseconds(nanoseconds)).toBe(text);
});

it("loses nothing", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.nat(),
        fc.nat(1_000_000).map((seconds) => seconds * 1e9),
      ),
      (nanoseconds) => {
        const parts = [...formatNanoseconds(nanoseconds).matchAll(/([\d.]+)(h|ms|m|s|µs|ns)/g)];
        const sum = parts.reduce(
          (total, [, count, unit = ""]) => total + Number(count) * (units[unit] ?? Number.NaN),
          0,
        );
        expect(Math.round(sum)).toBe(nanoseconds);
      },
    ),
  );
});

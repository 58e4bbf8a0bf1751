import fc from "fast-check";
import { expect, test } from "vitest";
import { growthPoints, roundUp } from "./growth-points.ts";

const day = (name: string, bytes: number) => ({ day: name, bytes, tags: 1 });

test("a size stays until the next day that is known, and until today", () => {
  const days = [day("2026-01-01", 10), day("2026-01-06", 20)];
  expect(growthPoints(days, "2026-01-11", 20)).toEqual([
    { x: 0, y: 0.5 },
    { x: 0.5, y: 0.5 },
    { x: 0.5, y: 0 },
    { x: 1, y: 0 },
  ]);
});

test("a single day is a point at the left, with its line to today", () => {
  expect(growthPoints([day("2026-01-01", 5)], "2026-01-01", 10)).toEqual([
    { x: 0, y: 0.5 },
    { x: 1, y: 0.5 },
  ]);
  expect(growthPoints([], "2026-01-01", 10)).toEqual([]);
});

test("the edge of a chart is at or above the largest size, and at most two and a half times of it", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 50 }), (bytes) => {
      expect(roundUp(bytes)).toBeGreaterThanOrEqual(bytes);
      expect(roundUp(bytes)).toBeLessThanOrEqual(bytes * 2.5);
    }),
  );
  expect(roundUp(300 * 1024)).toBe(500 * 1024);
  expect(roundUp(0)).toBe(1);
});

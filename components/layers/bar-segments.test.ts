import fc from "fast-check";
import { expect, test } from "vitest";
import { barSegments } from "./bar-segments.ts";

test("gives each layer of a small image a part of its own, from the base up", () => {
  expect(barSegments([300, 100, 600]).map((segment) => segment.kind === "layer" && segment.index)).toEqual([
    0, 1, 2,
  ]);
});

test("puts tiny layers together at the end", () => {
  const [first, rest] = barSegments([10_000, 1, 2, 3]);
  expect(first).toMatchObject({ kind: "layer", index: 0 });
  expect(rest).toMatchObject({ kind: "rest", indexes: [1, 2, 3], size: 6 });
});

test("does not call a single tiny layer a rest", () => {
  expect(barSegments([10_000, 1])).toMatchObject([
    { kind: "layer", index: 0 },
    { kind: "layer", index: 1 },
  ]);
});

test("has nothing to divide where there are no layers", () => {
  expect(barSegments([])).toEqual([]);
});

test("never loses a layer or a byte, and fits on a telephone", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 1e12 }), { maxLength: 130 }), (sizes) => {
      const segments = barSegments(sizes);
      const indexes = segments.flatMap((segment) =>
        segment.kind === "layer" ? [segment.index] : segment.indexes,
      );
      expect(indexes.toSorted((a, b) => a - b)).toEqual(sizes.map((_, index) => index));
      expect(segments.reduce((sum, { size }) => sum + size, 0)).toBe(
        sizes.reduce((sum, size) => sum + size, 0),
      );
      expect(segments.length).toBeLessThanOrEqual(12);
    }),
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { squarify } from "./squarify.ts";

const sizes = fc.array(fc.oneof(fc.nat(1000), fc.double({ min: 0, max: 1e12, noNaN: true })), {
  minLength: 1,
  maxLength: 60,
});
const ratios = fc.double({ min: 0.3, max: 4, noNaN: true });
const near = 1e-6;

test("areas are as the values are, and together they fill the box", () => {
  fc.assert(
    fc.property(sizes, ratios, (values, ratio) => {
      const sum = values.reduce((all, value) => all + value, 0);
      fc.pre(sum > 1e-3);
      const areas = squarify(values, ratio).map(({ width, height }) => width * height);
      for (const [at, area] of areas.entries())
        expect(Math.abs(area - (values[at] ?? 0) / sum)).toBeLessThan(near);
      expect(Math.abs(areas.reduce((all, area) => all + area, 0) - 1)).toBeLessThan(near);
    }),
  );
});

test("no rectangle lies over another or outside the box", () => {
  fc.assert(
    fc.property(sizes, ratios, (values, ratio) => {
      const rectangles = squarify(values, ratio);
      for (const [at, one] of rectangles.entries()) {
        expect(Math.min(one.x, one.y)).toBeGreaterThanOrEqual(-near);
        expect(Math.max(one.x + one.width, one.y + one.height)).toBeLessThanOrEqual(1 + near);
        for (const other of rectangles.slice(at + 1)) {
          const wide = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
          const high = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
          expect(wide < near || high < near).toBe(true);
        }
      }
    }),
  );
});

test("equal parts of a square are squares", () => {
  for (const { width, height } of squarify([1, 1, 1, 1], 1)) {
    expect(width).toBeCloseTo(0.5);
    expect(height).toBeCloseTo(0.5);
  }
});

test("the parts of the paper that it is from are as near to squares as it says", () => {
  // Bruls et al.: 6, 6, 4, 3, 2, 2, 1 in a box of 6 by 4.
  const rectangles = squarify([6, 6, 4, 3, 2, 2, 1], 1.5);
  expect(rectangles[0]).toMatchObject({ x: 0, y: 0 });
  expect((rectangles[0]?.width ?? 0) * 6).toBeCloseTo(3);
  expect((rectangles[0]?.height ?? 0) * 4).toBeCloseTo(2);
});

test("nothing to show takes no room", () => {
  expect(squarify([0, 0], 1)).toEqual([
    { x: 0, y: 0, width: 0, height: 0 },
    { x: 0, y: 0, width: 0, height: 0 },
  ]);
});

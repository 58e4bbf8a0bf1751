import { expect, test } from "vitest";
import { neededOffsets } from "./windows.ts";

test("rows on the screen lie in one window, or in those that they begin and end in", () => {
  expect(neededOffsets(0, 40, 100)).toEqual([0]);
  expect(neededOffsets(60, 100, 100)).toEqual([0]);
  expect(neededOffsets(60, 101, 100)).toEqual([0, 100]);
  expect(neededOffsets(300, 340, 100)).toEqual([300]);
});

test("a list without rows asks for its first window all the same", () => {
  expect(neededOffsets(0, 0, 100)).toEqual([0]);
});

import { describe, expect, test } from "vitest";
import { undoableUntil } from "./undo-until.ts";

const hour = 3_600_000;

describe("a deletion can be undone", () => {
  test("until somebody collects, where that is done by hand", () => {
    expect(undoableUntil({ last: null, everyHours: null }, 10 * hour)).toBe("until-collected");
    expect(undoableUntil({ last: 9 * hour, everyHours: null }, 10 * hour)).toBe("until-collected");
  });

  test("no longer once a collection has begun after it", () => {
    expect(undoableUntil({ last: 11 * hour, everyHours: null }, 10 * hour)).toBe("collected");
    expect(undoableUntil({ last: 10 * hour, everyHours: 24 }, 10 * hour)).toBe("collected");
  });

  test("for as long as the time between two collections, where none is known", () => {
    expect(undoableUntil({ last: null, everyHours: 24 }, 10 * hour)).toBe(34 * hour);
  });

  test("until the next collection after it, counted from the last that is known", () => {
    expect(undoableUntil({ last: 9 * hour, everyHours: 24 }, 10 * hour)).toBe(33 * hour);
    // Those in between were run without Stowage hearing of them.
    expect(undoableUntil({ last: 0, everyHours: 24 }, 50 * hour)).toBe(72 * hour);
    expect(undoableUntil({ last: 0, everyHours: 24 }, 48 * hour)).toBe(48 * hour);
  });
});

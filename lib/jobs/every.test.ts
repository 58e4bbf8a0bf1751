import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { repeat } from "./every.ts";

let written: string[];
beforeEach(() => {
  vi.useFakeTimers();
  written = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("work is done once each time, and not beside itself", async () => {
  const stopping = new AbortController();
  let begun = 0;
  let end: () => void = () => undefined;
  repeat({ every: 100, what: "Counting", signal: stopping.signal }, () => {
    begun += 1;
    return new Promise<void>((resolve) => {
      end = resolve;
    });
  });
  expect(begun).toBe(0);
  await vi.advanceTimersByTimeAsync(250);
  expect(begun).toBe(1);
  end();
  await vi.advanceTimersByTimeAsync(100);
  expect(begun).toBe(2);
  end();
  stopping.abort();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(begun).toBe(2);
});

test("work that fails is written down and done again", async () => {
  const stopping = new AbortController();
  repeat({ every: 100, what: "Counting", signal: stopping.signal }, () =>
    Promise.reject(new RangeError("too far")),
  );
  await vi.advanceTimersByTimeAsync(200);
  stopping.abort();
  expect(written).toHaveLength(2);
  expect(written[0]).toContain("Counting failed: RangeError: too far");
});

import { expect, test } from "vitest";
import { RetentionError } from "../retention-error.ts";
import { nextTimes } from "./cron.ts";

const iso = (times: readonly number[]) => times.map((time) => new Date(time).toISOString());
const after = Date.parse("2026-11-25T00:00:00Z");

test("a time is of its time zone", () => {
  expect(iso(nextTimes("30 3 * * *", "Asia/Seoul", after, 2))).toEqual([
    "2026-11-25T18:30:00.000Z",
    "2026-11-26T18:30:00.000Z",
  ]);
  expect(iso(nextTimes("30 3 * * 1-5", "UTC", Date.parse("2026-11-27T12:00:00Z")))).toEqual([
    "2026-11-30T03:30:00.000Z",
  ]);
});

test("the hour that there is not comes after it, and the one that there is twice comes once", () => {
  const spring = nextTimes("30 2 * * *", "Europe/Berlin", Date.parse("2027-03-27T12:00:00Z"), 2);
  expect(iso(spring)).toEqual(["2027-03-28T01:00:00.000Z", "2027-03-29T00:30:00.000Z"]);
  const autumn = nextTimes("30 2 * * *", "Europe/Berlin", Date.parse("2026-10-24T12:00:00Z"), 2);
  expect(iso(autumn).map((text) => text.slice(0, 10))).toEqual(["2026-10-25", "2026-10-26"]);
});

test.each([
  ["every day", "UTC", "CRON_INVALID"],
  ["0 25 * * *", "UTC", "CRON_INVALID"],
  ["* * * * * *", "UTC", "CRON_INVALID"],
  ["0 0 31 2 *", "UTC", "CRON_NEVER"],
  ["0 0 * * *", "Europe/Nowhere", "TIME_ZONE_UNKNOWN"],
])("“%s” in %s is refused: %s", (cron, timeZone, code) => {
  expect(() => nextTimes(cron, timeZone, after)).toThrow(
    expect.objectContaining({ name: RetentionError.name, code }),
  );
});

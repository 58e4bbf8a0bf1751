import fc from "fast-check";
import semver from "semver";
import { describe, expect, it } from "vitest";
import { isTag } from "./reference.ts";
import { compareTags, tagSortKey } from "./tag-order.ts";

const byBytes = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));

/** Tags as people write them, and as nobody does. */
const word = fc.constantFrom(
  "latest",
  "main",
  "alpine",
  "Alpine",
  "rc",
  "rc1",
  "RC.2",
  "beta",
  "b2",
  "a",
  "dev",
  "SNAPSHOT",
  "bookworm",
  "slim",
  "deadbeef",
  "0e12345",
  "4f3c2a1",
  "v",
  "x",
  "20240131",
  "2024-01-31",
  "t101500",
);
const number = fc.oneof(
  fc.nat(30).map(String),
  fc.constantFrom("00", "01", "007", "999999999999999999999", "2024"),
);
const separator = fc.constantFrom(".", "-", "_", "");
const likely = fc
  .array(fc.tuple(fc.oneof(number, number, word), separator), { minLength: 1, maxLength: 6 })
  .map((parts) =>
    parts
      .flat()
      .join("")
      .replace(/^[.-]+/, ""),
  );
const tag = fc
  .oneof(
    likely,
    likely,
    fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,40}$/),
    fc.stringMatching(/^[0-9._-]{1,128}$/),
  )
  .filter(isTag);

describe("the order of tags", () => {
  it.each([
    ["numbers, not text", ["1.2", "1.9", "1.10", "1.10.1", "2", "10"]],
    ["a v makes no difference", ["v1.2", "1.3", "v1.4", "V1.5"]],
    [
      "parts that are not written are zero, and the shorter comes first",
      ["1", "1.0", "1.0.0", "1.0.1", "1.1"],
    ],
    [
      "pre-releases, the release, variants",
      [
        "1.9.9",
        "2.0.0-alpha",
        "2.0.0-alpha.1",
        "2.0.0-alpha.beta",
        "2.0.0-beta",
        "2.0.0-beta.2",
        "2.0.0-beta.11",
        "2.0.0-rc.1",
        "2.0.0",
        "2.0.0-1",
        "2.0.0-alpine",
        "2.0.0-alpine3.9",
        "2.0.0-alpine3.19",
        "2.0.1-rc1",
      ],
    ],
    [
      "a pre-release comes before the release however short that is written",
      ["2.0.0-rc1", "2", "2.0", "2.0.0", "2-slim"],
    ],
    ["Python's pre-releases", ["3.12.0a1", "3.12.0b4", "3.12.0rc1", "3.12.0", "3.12.0-b", "3.12.0-slim"]],
    ["snapshots", ["1.0-SNAPSHOT", "1.0", "1.1-dev", "1.1-nightly.20240131", "1.1"]],
    [
      "dates in both forms",
      ["2023-12-31", "20240101", "2024-01-31", "20240131-1015", "2024-02-01", "20240202T101500", "2024.2.3"],
    ],
    ["versions, then words", ["1.0", "20240131", "3f2a9bc", "deadbeef", "latest", "main"]],
    [
      "hashes that start with digits among words",
      ["9", "12345678", "0e12345", "4f3c2a1", "1234567890abcdef1234567890abcdef12345678", "edge"],
    ],
    [
      "words in natural order, whatever their case",
      ["build-9", "Build-10", "build-11", "pr-2", "pr-10", "sha-1a2b3c4"],
    ],
    ["text behind a word", ["release", "release-1.2.3", "release-1.10.0", "release_1"]],
    [
      "numbers of any length",
      ["1.99999999999999999998", "1.99999999999999999999", "1.100000000000000000000"],
    ],
  ])("has %s", (_, tags) => {
    expect([...tags].reverse().sort(compareTags)).toEqual(tags);
    expect([...tags].reverse().sort((one, other) => byBytes(tagSortKey(one), tagSortKey(other)))).toEqual(
      tags,
    );
  });

  it("is the byte-wise order of the stored keys", () => {
    fc.assert(
      fc.property(tag, tag, (one, other) => {
        expect(Math.sign(byBytes(tagSortKey(one), tagSortKey(other)))).toBe(
          Math.sign(compareTags(one, other)),
        );
      }),
      { numRuns: 20_000 },
    );
  });

  it("is total: no two tags are equal, and it does not matter which comes first", () => {
    fc.assert(
      fc.property(tag, tag, tag, (one, two, three) => {
        expect(compareTags(one, two) === 0).toBe(one === two);
        expect(Math.sign(compareTags(one, two))).toBe(-Math.sign(compareTags(two, one)) + 0);
        if (compareTags(one, two) < 0 && compareTags(two, three) < 0)
          expect(compareTags(one, three)).toBeLessThan(0);
      }),
      { numRuns: 5000 },
    );
  });

  it("is SemVer's for versions with the usual pre-releases", () => {
    const part = fc.constantFrom(0, 1, 2, 10, 11);
    const preRelease = fc.oneof(
      fc.constant(""),
      fc
        .tuple(fc.constantFrom("alpha", "beta", "rc"), fc.array(part, { maxLength: 2 }))
        .map(([name, numbers]) => `-${[name, ...numbers].join(".")}`),
    );
    const few = fc.nat(1);
    const version = fc.tuple(few, few, part, preRelease).map(([x, y, z, pre]) => `${x}.${y}.${z}${pre}`);
    fc.assert(
      fc.property(version, version, (one, other) => {
        expect(Math.sign(compareTags(one, other))).toBe(semver.compare(one, other));
      }),
      { numRuns: 5000 },
    );
  });

  it("has keys of ASCII that stay short", () => {
    fc.assert(
      fc.property(tag, (text) => {
        expect(tagSortKey(text)).toMatch(/^[12][!-~]+$/);
        expect(tagSortKey(text).length).toBeLessThan(128 * 5);
      }),
    );
  });

  it("sorts 100,000 tags in a moment", () => {
    const tags = Array.from(
      { length: 100_000 },
      (_, index) => `v${index % 7}.${index % 131}.${index}-rc.${index % 3}`,
    );
    const started = performance.now();
    const keys = tags.map(tagSortKey);
    expect(performance.now() - started).toBeLessThan(3000);
    expect(new Set(keys).size).toBe(100_000);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatSearch } from "./format.ts";
import { parseSearch } from "./parse.ts";
import { examples, longestQuery } from "./problem.ts";
import { type SearchCondition, searchFields } from "./query.ts";
import { ageInMilliseconds, sizeInBytes } from "./units.ts";

function conditions(text: string): SearchCondition[] {
  const parsed = parseSearch(text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.query.map(({ condition }) => condition);
}

function problem(text: string) {
  const parsed = parseSearch(text);
  return parsed.ok ? undefined : parsed.problem;
}

const contains = (text: string) => ({ kind: "contains", text }) as const;
const exact = (text: string) => ({ kind: "exact", text }) as const;
const glob = (...parts: string[]) => ({ kind: "glob", parts }) as const;

describe("a query", () => {
  test("of nothing asks for nothing", () => {
    expect(parseSearch(" \t ")).toEqual({ ok: true, query: [] });
  });

  test.each<[string, SearchCondition]>([
    ["gateway", { kind: "word", pattern: contains("gateway") }],
    ['"gate way"', { kind: "word", pattern: exact("gate way") }],
    ["gate*way", { kind: "word", pattern: glob("gate", "way") }],
    ["repo:team/app", { kind: "repo", pattern: contains("team/app") }],
    ["REPO:team/*", { kind: "repo", pattern: glob("team/", "") }],
    ["tag:v1.*", { kind: "tag", pattern: glob("v1.", "") }],
    ['tag:"latest"', { kind: "tag", pattern: exact("latest") }],
    ["registry:prod", { kind: "registry", pattern: contains("prod") }],
    ["digest:sha256:AB12cd", { kind: "digest", prefix: "sha256:ab12cd" }],
    ["digest:ab12cd", { kind: "digest", prefix: "sha256:ab12cd" }],
    ["layer:sha512:ab12cd", { kind: "layer", prefix: "sha512:ab12cd" }],
    ["sha256:ab12cd", { kind: "digest", prefix: "sha256:ab12cd" }],
    ["f".repeat(64), { kind: "digest", prefix: `sha256:${"f".repeat(64)}` }],
    [`host.example/app@sha256:${"f".repeat(64)}`, { kind: "digest", prefix: `sha256:${"f".repeat(64)}` }],
    ["label:maintainer", { kind: "label", key: contains("maintainer"), value: null }],
    ["label:a=b=c", { kind: "label", key: contains("a"), value: contains("b=c") }],
    ['label:a="b c"', { kind: "label", key: contains("a"), value: exact("b c") }],
    ["label:a=", { kind: "label", key: contains("a"), value: exact("") }],
    ["env:JAVA_*", { kind: "env", pattern: glob("JAVA_", "") }],
    ["base:debian:12", { kind: "base", pattern: contains("debian:12") }],
    ["arch:ARM64", { kind: "arch", text: "arm64" }],
    ["platform:linux/arm64/v8", { kind: "platform", text: "linux/arm64/v8" }],
    ["type:chart", { kind: "type", type: "helm" }],
    ["older:90d", { kind: "older", amount: 90, unit: "d" }],
    ["newer:1.5Y", { kind: "newer", amount: 1.5, unit: "y" }],
    ["larger:1gb", { kind: "larger", amount: 1, unit: "GB" }],
    ["smaller:512MIB", { kind: "smaller", amount: 512, unit: "MiB" }],
    ["larger:2G", { kind: "larger", amount: 2, unit: "GB" }],
    ["nginx:1.27", { kind: "reference", repository: "nginx" as never, tag: exact("1.27") }],
    ["team/app:v1.*", { kind: "reference", repository: "team/app" as never, tag: glob("v1.", "") }],
  ])("%s is understood", (text, condition) => {
    expect(conditions(text)).toEqual([condition]);
  });

  test("has several parts, of which each can be turned around", () => {
    const parsed = parseSearch("app -tag:latest -old");
    expect(parsed.ok && parsed.query.map(({ negated }) => negated)).toEqual([false, true, true]);
  });

  test.each(searchFields)("the example of %s can be read", (field) => {
    expect(conditions(examples[field])).toMatchObject([{ kind: field }]);
  });

  test("counts in units of 1000, and of 1024 where there is an i", () => {
    expect([sizeInBytes(1.5, "GB"), sizeInBytes(2, "KiB")]).toEqual([1_500_000_000, 2_048]);
    expect([ageInMilliseconds(1, "w"), ageInMilliseconds(1, "m")]).toEqual([604_800_000, 2_592_000_000]);
  });
});

describe("what cannot be read", () => {
  test.each([
    ["app older:90", "BAD_AGE", "older:90", "older: wants a number and d, w, m or y, such as older:90d."],
    ["larger:big", "BAD_SIZE", "larger:big", "larger:1GB"],
    ["digest:ab12", "BAD_DIGEST", "digest:ab12", "6 or more"],
    ["layer:sha256:xyzxyz", "BAD_DIGEST", "layer:sha256:xyzxyz", "0-9 and a-f"],
    ["type:movie", "BAD_TYPE", "type:movie", "helm"],
    ["tag:", "NO_VALUE", "tag:", "tag:v1.*"],
    ["arch:arm*", "BAD_TEXT", "arch:arm*", "arch:arm64"],
    ['app "open', "UNCLOSED_QUOTE", '"open', "Close it"],
    ["app -", "NOTHING_NEGATED", "-", "-tag:latest"],
    ["lable:x", "MISTYPED_FIELD", "lable:x", "Is label: meant?"],
    ["http://x", "UNKNOWN_FIELD", "http://x", "quotation marks"],
    ["a ".repeat(21), "TOO_MANY", "a ", "at most 20"],
    ["a".repeat(longestQuery + 1), "TOO_LONG", "a", "at most 1000"],
  ])("%s: %s", (text, code, place, sentence) => {
    const found = problem(text);
    expect(found).toMatchObject({ code, message: expect.stringContaining(sentence) });
    expect(text.slice(found?.start, found?.end)).toBe(place);
  });
});

describe("whatever is typed", () => {
  const piece = fc.oneof(
    fc.string({ maxLength: 6 }),
    fc.constantFrom(...searchFields.map((field) => `${field}:`), ...Object.values(examples)),
    fc.constantFrom(
      "-",
      " ",
      '"',
      "*",
      "=",
      "\\",
      ":",
      "/",
      "@",
      "sha256:",
      "abcdef",
      "nginx:",
      "1GiB",
      "90d",
    ),
  );
  const typed = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));

  test("it is read or refused with a place in the text, and never throws", () => {
    fc.assert(
      fc.property(typed, (text) => {
        const found = problem(text);
        if (found === undefined) return;
        expect(found.start).toBeGreaterThanOrEqual(0);
        expect(found.end).toBeGreaterThan(found.start);
        expect(found.end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2_000 },
    );
  });

  test("a query that is written out and read again is the same", () => {
    fc.assert(
      fc.property(typed, (text) => {
        const parsed = parseSearch(text);
        fc.pre(parsed.ok);
        expect(parseSearch(formatSearch(parsed.query))).toEqual(parsed);
      }),
      { numRuns: 5_000 },
    );
  });
});

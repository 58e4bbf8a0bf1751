import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tagFilter } from "./tag-filter.ts";

const tags = ["v1.0", "v1.1-alpine", "v1.10", "v2.0-RC1", "latest", "1.2", "sha-abc", "a.b", "a_b"];

function matching(filter: string): string[] {
  const read = tagFilter(filter);
  if (!read.ok) throw new Error(read.message);
  return tags.filter(read.matches);
}

function codeOf(filter: string): string {
  const read = tagFilter(filter);
  return read.ok ? `a ${read.kind}` : read.code;
}

describe("a filter of text", () => {
  it("finds the text anywhere, whatever its case", () => {
    expect(matching("rc")).toEqual(["v2.0-RC1"]);
    expect(matching("1.1")).toEqual(["v1.1-alpine", "v1.10"]);
  });

  it("wants every word", () => {
    expect(matching(" alpine   v1 ")).toEqual(["v1.1-alpine"]);
  });

  it("lets everything through when there is none", () => {
    expect(matching("  ")).toEqual(tags);
    expect(codeOf("")).toBe("a everything");
  });

  it("takes what is special in a regular expression for what it is", () => {
    expect(matching("a.b")).toEqual(["a.b"]);
    expect(codeOf("a+b(c)^$|")).toBe("a text");
  });
});

describe("a filter with a glob", () => {
  it.each([
    ["v1.*", ["v1.0", "v1.1-alpine", "v1.10"]],
    ["v1.?", ["v1.0"]],
    ["{v1.0,latest}", ["v1.0", "latest"]],
    ["v{1,2}.0{,-*}", ["v1.0", "v2.0-RC1"]],
    ["{v{1,2}.{0,10},x}", ["v1.0", "v1.10"]],
    ["v[13-9].[!1]", ["v1.0"]],
    ["a[._]b", ["a.b", "a_b"]],
    ["a[]._-]b", ["a.b", "a_b"]],
    ["*rc*", []],
    ["*RC*", ["v2.0-RC1"]],
    ["\\v1.0", ["v1.0"]],
    ["\\*", []],
    ["*a* v*", ["v1.1-alpine"]],
    ["*,*", []],
  ])("%s", (glob, expected) => {
    expect(matching(glob)).toEqual(expected);
    expect(codeOf(glob)).toBe("a glob");
  });

  it.each([
    ["{a,b", "UNCLOSED_BRACE"],
    ["[a", "UNCLOSED_SET"],
    ["[!]", "UNCLOSED_SET"],
    ["[z-a]", "OUT_OF_ORDER"],
    ["a\\", "UNKNOWN_ESCAPE"],
  ])("%s is refused", (glob, code) => {
    expect(codeOf(glob)).toBe(code);
  });

  it("fits exactly the texts that the same regular expression fits", () => {
    const part = fc.constantFrom(
      ["*", "[^]*"],
      ["?", "[^]"],
      ["a", "a"],
      [".", "\\."],
      ["[a-c]", "[a-c]"],
      ["[!a]", "[^a]"],
      ["{a,b*}", "(?:a|b[^]*)"],
      ["{,a}", "(?:|a)"],
      ["{{a,b},c}", "(?:(?:a|b)|c)"],
    );
    const text = fc.string({ unit: fc.constantFrom("a", "b", "c", ".", "-"), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), text, (parts, sample) => {
        const glob = parts.map(([piece]) => piece).join("");
        const read = tagFilter(`*{}${glob}`);
        if (!read.ok) throw new Error(read.message);
        const expected = new RegExp(`^[^]*${parts.map(([, piece]) => piece).join("")}$`);
        expect(read.matches(sample)).toBe(expected.test(sample));
      }),
      { numRuns: 3000 },
    );
  });
});

describe("a filter with a regular expression", () => {
  it.each([
    ["/^v1/", ["v1.0", "v1.1-alpine", "v1.10"]],
    ["/rc\\d$/i", ["v2.0-RC1"]],
    ["/rc/", []],
    ["/^\\d+\\.\\d+$/", ["1.2"]],
    ["/(alpine|latest)$/", ["v1.1-alpine", "latest"]],
    ["/^v(?<major>\\d)\\.\\d{2,}/", ["v1.10"]],
    ["/\\babc\\b/", ["sha-abc"]],
    ["/^[^v]*$/", ["latest", "1.2", "sha-abc", "a.b", "a_b"]],
    ["//", tags],
  ])("%s", (regex, expected) => {
    expect(matching(regex)).toEqual(expected);
    expect(codeOf(regex)).toBe("a regex");
  });

  it.each([
    ["/abc", "UNCLOSED_REGEX"],
    ["/", "UNCLOSED_REGEX"],
    ["/a/g", "UNKNOWN_FLAG"],
    ["/(a/", "UNCLOSED_GROUP"],
    ["/a)/", "UNEXPECTED_PARENTHESIS"],
    ["/[a/", "UNCLOSED_SET"],
    ["/*a/", "NOTHING_TO_REPEAT"],
    ["/a**/", "NOTHING_TO_REPEAT"],
    ["/^+/", "NOTHING_TO_REPEAT"],
    ["/{2}/", "NOTHING_TO_REPEAT"],
    ["/a{2,1}/", "OUT_OF_ORDER"],
    ["/[z-a]/", "OUT_OF_ORDER"],
    ["/\\q/", "UNKNOWN_ESCAPE"],
    ["/\\x1/", "UNKNOWN_ESCAPE"],
    ["/a\\/", "UNKNOWN_ESCAPE"],
    ["/(?=a)/", "UNSUPPORTED"],
    ["/(?<!a)b/", "UNSUPPORTED"],
    ["/(a)\\1/", "UNSUPPORTED"],
    ["/a{1001}/", "TOO_COMPLEX"],
    ["/((a{100}){100}){100}/", "TOO_COMPLEX"],
    [`/${"a".repeat(300)}/`, "TOO_LONG"],
  ])("%s is refused", (regex, code) => {
    expect(codeOf(regex)).toBe(code);
    const read = tagFilter(regex);
    expect(read.ok ? "" : read.message).toMatch(/^[A-Z].*\.$/);
  });

  it("agrees with JavaScript's own matching, and refuses what JavaScript refuses", () => {
    const token = fc.constantFrom(
      "a",
      "b",
      "A",
      "Z",
      "_",
      "-",
      "1",
      ".",
      "\\.",
      "\\d",
      "\\D",
      "\\w",
      "\\W",
      "\\s",
      "\\S",
      "\\b",
      "\\B",
      "^",
      "$",
      "|",
      "(",
      "(?:",
      ")",
      "[",
      "[^",
      "]",
      "*",
      "+",
      "?",
      "*?",
      "{2}",
      "{0}",
      "{1,2}",
      "{0,}",
      "{",
      "}",
      ",",
      "\\x61",
      "\\u0041",
      "a-z",
      "\\d-",
      "\\-",
    );
    const text = fc.string({
      unit: fc.constantFrom("a", "b", "A", "Z", "1", "_", "-", ".", " ", "{"),
      maxLength: 7,
    });
    let compared = 0;
    fc.assert(
      fc.property(fc.array(token, { maxLength: 9 }), fc.boolean(), text, (tokens, ignoreCase, sample) => {
        const source = tokens.join("");
        const read = tagFilter(`/${source}/${ignoreCase ? "i" : ""}`);
        let native: RegExp | undefined;
        try {
          native = new RegExp(source, ignoreCase ? "i" : "");
        } catch {
          native = undefined;
        }
        if (native === undefined) expect(read.ok).toBe(false);
        // JavaScript takes \B in a set for the letter, which nobody means.
        if (!read.ok)
          expect([source, native === undefined || read.code === "UNKNOWN_ESCAPE"]).toEqual([source, true]);
        if (!read.ok || native === undefined) return;
        compared += 1;
        expect([source, sample, read.matches(sample)]).toEqual([source, sample, native.test(sample)]);
      }),
      { numRuns: 30_000 },
    );
    expect(compared).toBeGreaterThan(3000);
  });
});

describe("any filter", () => {
  it.each([
    "/(a+)+$/",
    "/(a|a)*b/",
    "/(a|aa)+$/",
    "/(.*)*(.*)*(.*)*x/",
    "/([a-z]+)*\\d/",
    "/(a?){60}a{60}b/",
    "*a*a*a*a*a*a*a*a*a*b",
    "{*,*}{*,*}{*,*}x",
  ])("%s answers at once on a text made to hang it", (filter) => {
    const read = tagFilter(filter);
    if (!read.ok) throw new Error(read.message);
    const started = performance.now();
    for (let count = 0; count < 100; count += 1) read.matches("a".repeat(128));
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it("is a predicate or an error with a sentence, whatever is typed", () => {
    const typed = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.string({ maxLength: 60 }).map((text) => `/${text}/`),
    );
    fc.assert(
      fc.property(typed, fc.string({ maxLength: 128 }), (filter, tag) => {
        const read = tagFilter(filter);
        if (read.ok) expect(typeof read.matches(tag)).toBe("boolean");
        else expect(read.message).toMatch(/\.$/);
      }),
      { numRuns: 3000 },
    );
  });

  it("finds a tag by itself", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/), (tag) => {
        const read = tagFilter(tag);
        expect(read.ok && read.kind === "text" && read.matches(tag)).toBe(true);
      }),
    );
  });

  it("refuses a megabyte without reading it", () => {
    const started = performance.now();
    expect(codeOf("(".repeat(1e6))).toBe("TOO_LONG");
    expect(performance.now() - started).toBeLessThan(100);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digestAlgorithm, digestEncoded, isDigest, parseDigest, shortDigest } from "./digest.ts";
import { OciSyntaxError } from "./syntax-error.ts";

const a64 = "a".repeat(64);

describe("isDigest", () => {
  it.each([
    `sha256:${a64}`,
    `sha512:${a64}${a64}`,
    `blake3:${a64}`,
    "sha256+b64u:LCa0a2j_xo_5m0U8HTBBNBNCLXBkg7-g-YpeiGJm564",
    "multihash+base58:QmRZxt2b1FVZPNqd8hsiykDL3TdBDeTSPX9Kv46HmX4Gx8",
    "constructor:abc",
    "md5.x_y-z:0=",
  ])("takes %s", (text) => {
    expect(isDigest(text)).toBe(true);
  });

  it.each([
    "",
    "sha256",
    "sha256:",
    ":abc",
    `sha256:${a64}0`,
    `sha256:${a64.slice(1)}`,
    `sha256:${a64.toUpperCase()}`,
    `SHA256:${a64}`,
    `sha256:${"g".repeat(64)}`,
    `sha256:${a64}\n`,
    ` sha256:${a64}`,
    `sha256::${a64}`,
    `sha256+:${a64}`,
    `+sha256:${a64}`,
    "sha384:a/b",
    "x:%2e%2e",
    `x:${"a".repeat(600)}`,
  ])("refuses %j", (text) => {
    expect(isDigest(text)).toBe(false);
    expect(() => parseDigest(text)).toThrow(OciSyntaxError);
  });

  it("is quick with a megabyte of anything", () => {
    for (const piece of ["a", "a.", "a+", ":", "a:", "=", "sha256:"]) {
      const started = performance.now();
      isDigest(piece.repeat(1e6 / piece.length));
      expect(performance.now() - started).toBeLessThan(50);
    }
  });
});

describe("the parts of a digest", () => {
  it("make it up", () => {
    fc.assert(
      fc.property(
        fc
          .stringMatching(/^[a-z0-9]{1,8}(?:[+._-][a-z0-9]{1,8}){0,2}$/)
          .filter((text) => !/^(?:sha256|sha512|blake3)$/.test(text)),
        fc.stringMatching(/^[a-zA-Z0-9=_-]{1,60}$/),
        (algorithm, encoded) => {
          const digest = parseDigest(`${algorithm}:${encoded}`);
          expect(digestAlgorithm(digest)).toBe(algorithm);
          expect(digestEncoded(digest)).toBe(encoded);
          expect(encoded.startsWith(shortDigest(digest))).toBe(true);
        },
      ),
    );
  });
});

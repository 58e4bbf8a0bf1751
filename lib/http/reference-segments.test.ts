import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OciSyntaxError } from "#lib/oci/syntax-error.ts";
import { readReferenceSegments } from "./reference-segments.ts";

const digest = `sha256:${"a".repeat(64)}`;

describe("readReferenceSegments", () => {
  test.each([
    [["app"], { repository: "app" }],
    [["team", "app"], { repository: "team/app" }],
    [["team", "app%3Av1.0"], { repository: "team/app", tag: "v1.0" }],
    [["team", "app:v1.0"], { repository: "team/app", tag: "v1.0" }],
    [["team", `app%40${encodeURIComponent(digest)}`], { repository: "team/app", digest }],
    [["app%3Av1%40sha256%3A".concat("a".repeat(64))], { repository: "app", tag: "v1", digest }],
    [["docker.io", "library", "nginx%3A1"], { repository: "docker.io/library/nginx", tag: "1" }],
  ])("reads %j", (segments, reference) => {
    expect(readReferenceSegments(segments)).toEqual(reference);
  });

  test.each([
    [["App"], "NAME_INVALID"],
    [["app%3A"], "TAG_INVALID"],
    [["app%253Av1"], "NAME_INVALID"],
    [["app%40sha256%3Aabc"], "DIGEST_INVALID"],
    [[".."], "NAME_INVALID"],
    [["a%2F..%2Fb"], "NAME_INVALID"],
    [["%"], "REFERENCE_INVALID"],
    [["%ff"], "REFERENCE_INVALID"],
    [[], "REFERENCE_INVALID"],
  ])("refuses %j as %s", (segments, code) => {
    expect(() => readReferenceSegments(segments)).toThrow(expect.objectContaining({ code }));
  });

  test("reads back any name and tag that an address can hold, and throws nothing but syntax errors", () => {
    const name = fc.stringMatching(/^[a-z0-9]+(\/[a-z0-9]+)*$/).filter((text) => text.length <= 255);
    const tag = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/);
    fc.assert(
      fc.property(name, tag, (repository, its) => {
        const segments = `${repository}:${its}`.split("/").map(encodeURIComponent);
        expect(readReferenceSegments(segments)).toEqual({ repository, tag: its });
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.string()), (segments) => {
        try {
          readReferenceSegments(segments);
        } catch (error) {
          expect(error).toBeInstanceOf(OciSyntaxError);
        }
      }),
    );
  });
});

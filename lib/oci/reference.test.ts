import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Digest } from "./digest.ts";
import {
  formatReference,
  isDigestReference,
  isHost,
  isRepositoryName,
  isTag,
  parseManifestReference,
  parseReference,
  parseReferenceWithoutHost,
  parseRepositoryName,
  parseTag,
  type Reference,
} from "./reference.ts";
import { OciSyntaxError } from "./syntax-error.ts";

const f64 = "f".repeat(64);
const sha256 = `sha256:${f64}`;
const sha512 = `sha512:${f64}${f64}`;

function codeOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof OciSyntaxError) return error.code;
    throw error;
  }
  return "no error";
}

describe("parseReference, on what github.com/distribution/reference is tested with", () => {
  it.each<[string, Partial<Record<keyof Reference, string>>]>([
    ["test_com", { repository: "test_com" }],
    ["test.com:tag", { repository: "test.com", tag: "tag" }],
    ["test.com:5000", { repository: "test.com", tag: "5000" }],
    ["test.com/repo:tag", { host: "test.com", repository: "repo", tag: "tag" }],
    ["test:5000/repo", { host: "test:5000", repository: "repo" }],
    ["test:5000/repo:tag", { host: "test:5000", repository: "repo", tag: "tag" }],
    [`test:5000/repo@${sha256}`, { host: "test:5000", repository: "repo", digest: sha256 }],
    [`test:5000/repo:tag@${sha256}`, { host: "test:5000", repository: "repo", tag: "tag", digest: sha256 }],
    ["lowercase:Uppercase", { repository: "lowercase", tag: "Uppercase" }],
    ["sub-dom1.foo.com/bar/baz/quux", { host: "sub-dom1.foo.com", repository: "bar/baz/quux" }],
    [
      "sub-dom1.foo.com/bar/baz/quux:long-tag",
      { host: "sub-dom1.foo.com", repository: "bar/baz/quux", tag: "long-tag" },
    ],
    [
      "b.gcr.io/test.example.com/my-app:test.example.com",
      { host: "b.gcr.io", repository: "test.example.com/my-app", tag: "test.example.com" },
    ],
    ["xn--n3h.com/myimage:xn--n3h.com", { host: "xn--n3h.com", repository: "myimage", tag: "xn--n3h.com" }],
    [
      `xn--7o8h.com/myimage:xn--7o8h.com@${sha512}`,
      { host: "xn--7o8h.com", repository: "myimage", tag: "xn--7o8h.com", digest: sha512 },
    ],
    ["foo_bar.com:8080", { repository: "foo_bar.com", tag: "8080" }],
    ["foo/foo_bar.com:8080", { repository: "foo/foo_bar.com", tag: "8080" }],
    ["192.168.1.1", { repository: "192.168.1.1" }],
    ["192.168.1.1:5000", { repository: "192.168.1.1", tag: "5000" }],
    ["192.168.1.1/repo", { host: "192.168.1.1", repository: "repo" }],
    ["192.168.1.1:5000/repo:5050", { host: "192.168.1.1:5000", repository: "repo", tag: "5050" }],
    ["[2001:db8::1]/repo", { host: "[2001:db8::1]", repository: "repo" }],
    ["[2001:db8:1:2:3:4:5:6]/repo:tag", { host: "[2001:db8:1:2:3:4:5:6]", repository: "repo", tag: "tag" }],
    [
      `[2001:db8::1]:5000/repo:tag@${sha256}`,
      { host: "[2001:db8::1]:5000", repository: "repo", tag: "tag", digest: sha256 },
    ],
    ["[2001:db8::]:5000/repo", { host: "[2001:db8::]:5000", repository: "repo" }],
    ["[::1]:5000/repo", { host: "[::1]:5000", repository: "repo" }],
    ["localhost/repo", { host: "localhost", repository: "repo" }],
    ["localhost:5000/a/b/c", { host: "localhost:5000", repository: "a/b/c" }],
    ["Registry/repo", { host: "Registry", repository: "repo" }],
    ["REGISTRY.Example.COM:443/repo", { host: "REGISTRY.Example.COM:443", repository: "repo" }],
    ["team/app", { repository: "team/app" }],
    ["a__b/c---d.e_f:x", { repository: "a__b/c---d.e_f", tag: "x" }],
    [
      `${"a/".repeat(127)}a:tag-over-the-limit-of-names`,
      { repository: `${"a/".repeat(127)}a`, tag: "tag-over-the-limit-of-names" },
    ],
    [
      `registry.example.com/${"a/".repeat(127)}a`,
      { host: "registry.example.com", repository: `${"a/".repeat(127)}a` },
    ],
  ])("reads %s", (text, parts) => {
    expect(parseReference(text)).toEqual(parts);
    expect(formatReference(parseReference(text))).toBe(text);
  });

  it.each([
    ["", "REFERENCE_INVALID"],
    [":justtag", "REFERENCE_INVALID"],
    [`@${sha256}`, "REFERENCE_INVALID"],
    ["localhost:5000/", "REFERENCE_INVALID"],
    ["repo@sha256:ffffffffffffffffffffffffffffffffff", "DIGEST_INVALID"],
    [`repo@${sha256.toUpperCase()}`, "DIGEST_INVALID"],
    [`repo@${sha256}@${sha256}`, "DIGEST_INVALID"],
    ["repo@", "DIGEST_INVALID"],
    ["Uppercase:tag", "NAME_INVALID"],
    ["test:5000/Uppercase/lowercase:tag", "NAME_INVALID"],
    [`${"a/".repeat(128)}a:tag`, "NAME_INVALID"],
    ["aa/asdf$$^/aa", "NAME_INVALID"],
    ["[2001:db8::1]", "NAME_INVALID"],
    ["[2001:db8::1]:5000", "NAME_INVALID"],
    ["[fe80::1%eth0]:5000/repo", "REFERENCE_INVALID"],
    ["[fe80::1%@invalidzone]:5000/repo", "DIGEST_INVALID"],
    ["-host.com/repo", "REFERENCE_INVALID"],
    ["host.com:99999/repo", "REFERENCE_INVALID"],
    ["host.com:/repo", "REFERENCE_INVALID"],
    ["host..com/repo", "REFERENCE_INVALID"],
    ["../repo", "REFERENCE_INVALID"],
    ["repo/..", "NAME_INVALID"],
    ["repo/../../etc", "NAME_INVALID"],
    ["repo/./x", "NAME_INVALID"],
    ["a//b", "NAME_INVALID"],
    ["/a", "NAME_INVALID"],
    ["a/", "NAME_INVALID"],
    ["a%2fb", "NAME_INVALID"],
    ["a%2f..%2fb", "NAME_INVALID"],
    ["a\\b", "NAME_INVALID"],
    ["a b", "NAME_INVALID"],
    ["a\n", "NAME_INVALID"],
    ["a:b\n", "TAG_INVALID"],
    ["a:", "TAG_INVALID"],
    ["a:-b", "TAG_INVALID"],
    ["a:.b", "TAG_INVALID"],
    ["a:b:c", "TAG_INVALID"],
    [`a:${"b".repeat(129)}`, "TAG_INVALID"],
    ["a\u0000b", "NAME_INVALID"],
    ["ａpp", "NAME_INVALID"],
    ["app\u202e", "NAME_INVALID"],
    ["café", "NAME_INVALID"],
    ["https://host.com/repo", "REFERENCE_INVALID"],
  ])("refuses %j", (text, code) => {
    expect(codeOf(() => parseReference(text))).toBe(code);
  });
});

describe("a reference inside a known registry", () => {
  it("takes no part of the name for a host, so that a mirror's names stay whole", () => {
    expect(parseReferenceWithoutHost("docker.io/library/nginx:1.27")).toEqual({
      repository: "docker.io/library/nginx",
      tag: "1.27",
    });
    expect(parseReferenceWithoutHost(`localhost/app@${sha256}`)).toEqual({
      repository: "localhost/app",
      digest: sha256,
    });
  });

  it("refuses hosts with a port, which no name can be", () => {
    expect(codeOf(() => parseReferenceWithoutHost("localhost:5000/app"))).toBe("NAME_INVALID");
    expect(codeOf(() => parseReferenceWithoutHost(""))).toBe("REFERENCE_INVALID");
  });
});

const component = fc.stringMatching(/^[a-z0-9]{1,6}(?:(?:\.|_|__|-{1,3})[a-z0-9]{1,6}){0,2}$/);
const name = fc.array(component, { minLength: 1, maxLength: 5 }).map((parts) => parts.join("/"));
const host = fc
  .tuple(
    fc.constantFrom("localhost", "registry.example.com", "10.0.0.1", "[::1]", "[2001:DB8::1]", "UPPER"),
    fc.option(fc.integer({ min: 1, max: 65_535 })),
  )
  .map(([text, port]) => (port === null ? text : `${text}:${port}`));
const tag = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/);
const digest = fc
  .tuple(
    fc.constantFrom(["sha256", 64], ["sha512", 128]),
    fc.infiniteStream(fc.constantFrom(..."0123456789abcdef")),
  )
  .map(([[algorithm, length], hex]) => `${algorithm}:${[...hex.take(Number(length))].join("")}` as Digest);

describe("references in general", () => {
  it("are written as they were read", () => {
    fc.assert(
      fc.property(
        fc.option(host),
        name,
        fc.option(tag),
        fc.option(digest),
        (ofHost, ofName, ofTag, ofDigest) => {
          const [first = ""] = ofName.split("/");
          fc.pre(ofHost !== null || !ofName.includes("/") || (!first.includes(".") && first !== "localhost"));
          const text = `${ofHost === null ? "" : `${ofHost}/`}${ofName}${ofTag === null ? "" : `:${ofTag}`}${ofDigest === null ? "" : `@${ofDigest}`}`;
          const reference = parseReference(text);
          expect(reference).toEqual({
            ...(ofHost === null ? {} : { host: ofHost }),
            repository: ofName,
            ...(ofTag === null ? {} : { tag: ofTag }),
            ...(ofDigest === null ? {} : { digest: ofDigest }),
          });
          expect(formatReference(reference)).toBe(text);
        },
      ),
    );
  });

  it("are parts that hold each to its own grammar and give the text again, or an error of syntax, whatever the text", () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary" }),
      fc
        .array(
          fc.constantFrom(
            "a",
            "B",
            "/",
            ":",
            "@",
            ".",
            "..",
            "-",
            "_",
            "[",
            "]",
            "%2f",
            sha256,
            "5000",
            "\n",
            "\u202e",
          ),
        )
        .map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        let reference: Reference;
        try {
          reference = parseReference(text);
        } catch (error) {
          expect(error).toBeInstanceOf(OciSyntaxError);
          return;
        }
        expect(formatReference(reference)).toBe(text);
        expect(isRepositoryName(reference.repository)).toBe(true);
        expect(reference.tag === undefined || isTag(reference.tag)).toBe(true);
        expect(reference.host === undefined || isHost(reference.host)).toBe(true);
        expect(text).not.toMatch(/\/\/|%|\s/);
        expect(reference.repository).not.toContain("..");
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    "a",
    "a/",
    "/",
    ":",
    "@",
    "a:",
    "a.",
    "a-",
    "_",
    "[",
    "[:",
    "A",
    ".",
    "..",
    "a__",
    "a@a:",
    "é",
    "\u0000",
    "%2f",
    "1",
    "a/b:c@",
  ])("answer within milliseconds for a megabyte of %j", (piece) => {
    const text = piece.repeat(Math.ceil(1e6 / piece.length));
    const started = performance.now();
    for (const hostile of [
      text,
      `${text}!`,
      `x.com/${text}`,
      `a:${text}`,
      `a@sha256:${text}`,
      `[${text}]:5000/a`,
      `${text}/a`,
    ]) {
      codeOf(() => parseReference(hostile));
      codeOf(() => parseRepositoryName(hostile));
      codeOf(() => parseManifestReference(hostile));
      isHost(hostile);
    }
    expect(performance.now() - started).toBeLessThan(150);
  });

  it("are quoted in messages cut short and without what a terminal or a page would act upon", () => {
    const message = (text: string) => {
      try {
        parseTag(text);
      } catch (error) {
        return String(error);
      }
      return "";
    };
    expect(message(`a\u001b[31m\u202e\n${"x".repeat(1e6)}`)).toMatch(
      /^OciSyntaxError: “a\\u\{1b\}\[31m\\u\{202e\}\\u\{a\}x{100,120}…” is not a tag\./,
    );
    expect(message("\ud800!")).toContain("“\\u{d800}!”");
  });
});

describe("a tag or a digest", () => {
  it("is told apart by its colon", () => {
    expect(isDigestReference(parseManifestReference(sha256))).toBe(true);
    expect(isDigestReference(parseManifestReference("latest"))).toBe(false);
    expect(codeOf(() => parseManifestReference("sha256:abc"))).toBe("DIGEST_INVALID");
    expect(codeOf(() => parseManifestReference("a/b"))).toBe("TAG_INVALID");
  });
});

describe("isHost", () => {
  it.each(["localhost", "a", "a-b.c", "A.B:1", "10.0.0.1:65535", "[::1]", "[2001:db8::1]:443"])(
    "takes %s",
    (text) => {
      expect(isHost(text)).toBe(true);
    },
  );

  it.each([
    "",
    ":5000",
    "a:",
    "a:65536",
    "a:123456",
    "a_b",
    "a..b",
    ".a",
    "a.",
    "-a",
    "a-",
    "a/b",
    "[]",
    "[::1",
    "::1",
    "a b",
    "a\n",
  ])("refuses %j", (text) => {
    expect(isHost(text)).toBe(false);
  });
});

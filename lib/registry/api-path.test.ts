import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isDigest } from "#lib/oci/digest.ts";
import { isRepositoryName } from "#lib/oci/reference.ts";
import { type ApiPath, formatApiPath, readApiPath } from "./api-path.ts";

const digest = `sha256:${"a".repeat(64)}`;

describe("a path below /v2/", () => {
  test.each([
    ["", { kind: "root" }],
    ["_catalog", { kind: "catalog" }],
    ["team/app/tags/list", { kind: "tags", repository: "team/app" }],
    ["app/manifests/v1.0", { kind: "manifest", repository: "app", reference: "v1.0" }],
    [`app/manifests/${digest}`, { kind: "manifest", repository: "app", reference: digest }],
    [
      `app/manifests/${digest.replace(":", "%3A")}`,
      { kind: "manifest", repository: "app", reference: digest },
    ],
    [`a/b/c/blobs/${digest}`, { kind: "blob", repository: "a/b/c", digest }],
    [`app/referrers/${digest}`, { kind: "referrers", repository: "app", digest }],
    // Names that look like endpoints are names.
    ["tags/list/tags/list", { kind: "tags", repository: "tags/list" }],
    ["manifests/manifests/manifests", { kind: "manifest", repository: "manifests", reference: "manifests" }],
  ])("%j names an endpoint", (path, named) => {
    expect(readApiPath(path)).toEqual(named);
  });

  test.each([
    "/",
    "_catalog/",
    "app",
    "tags/list",
    "app/tags/",
    "app/tags/list/",
    "app/tags/all",
    "/app/tags/list",
    "app//tags/list",
    "App/tags/list",
    "../tags/list",
    "app/../../other/tags/list",
    "app/%2e%2e/tags/list",
    "app/./tags/list",
    "app%2Ftags%2Flist",
    "app%2f..%2f..%2ftags/list",
    "app%252Fb/tags/list",
    "app\\b/tags/list",
    "app%5Cb/tags/list",
    "app/manifests/a%00",
    "app/manifests/..",
    "app/manifests/%2e%2e",
    "app/manifests/a%0d%0aHost:evil",
    "app/manifests/%E2%80%AE",
    "app/manifests/%C0%AF",
    "app/manifests/%",
    "app/manifests/v1?x",
    "app/manifests/v1#x",
    "app/manifests/sha256:abc",
    "app/blobs/latest",
    "app/blobs/uploads/",
    `app/blobs/uploads/1?digest=${digest}`,
    `app/referrers/latest`,
    "http://evil.example/tags/list",
    "//evil.example/tags/list",
    "app@evil.example/tags/list",
    "é/tags/list",
    "ａpp/tags/list",
  ])("%j names none", (path) => {
    expect(readApiPath(path)).toBeUndefined();
  });

  const hostile = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          "..",
          ".",
          "/",
          "//",
          "%2e",
          "%2E%2e",
          "%2f",
          "%5c",
          "\\",
          "%00",
          "%0d%0a",
          "%25",
          "%252f",
          "%",
          "?",
          "#",
          "@",
          ":",
          "app",
          "team/app",
          "manifests",
          "/manifests/",
          "/tags/list",
          "/blobs/",
          "/referrers/",
          "_catalog",
          digest,
          "v1",
          "\u0000",
          "\u202e",
          "．．",
          "／",
        ),
        fc.string({ unit: "binary", maxLength: 4 }),
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join(""));

  test("reaches one of the endpoints of one repository, or nothing, however it is written", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const path = readApiPath(text);
        if (path === undefined) return;
        const target = formatApiPath(path);
        // What a URL parser, which knows dots and backslashes, makes of it is where the request goes.
        const { pathname, host, search, hash } = new URL(`http://registry.test${target}`);
        expect({ pathname, host, search, hash }).toEqual({
          pathname: target,
          host: "registry.test",
          search: "",
          hash: "",
        });
        expect(target).toMatch(/^\/v2\/[\w./:+=@-]*$/);
        if ("repository" in path) expect(isRepositoryName(path.repository)).toBe(true);
        if ("digest" in path) expect(isDigest(path.digest)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  const repository = fc
    .array(fc.stringMatching(/^[a-z0-9]{1,5}([._-][a-z0-9]{1,5})?$/), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join("/"));
  const last = fc.oneof(
    fc.record({
      verb: fc.constant("manifests"),
      name: fc.oneof(fc.stringMatching(/^\w[\w.-]{0,20}$/), fc.constant(digest)),
    }),
    fc.record({ verb: fc.constantFrom("blobs", "referrers"), name: fc.constant(digest) }),
    fc.record({ verb: fc.constant("tags"), name: fc.constant("list") }),
  );

  test("is written as it was read, percent-encoded or not", () => {
    fc.assert(
      fc.property(repository, last, fc.boolean(), (name, { verb, name: reference }, encoded) => {
        const path = `${name}/${verb}/${encoded ? encodeURIComponent(reference) : reference}`;
        const read = readApiPath(path) as ApiPath;
        expect(formatApiPath(read)).toBe(`/v2/${name}/${verb}/${reference}`);
      }),
    );
  });
});

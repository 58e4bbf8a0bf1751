import fc from "fast-check";
import { expect, test } from "vitest";
import { parseRepositoryName } from "#lib/oci/reference.ts";
import { jsonLines, jsonText } from "./json-lines.ts";
import { readJsonTree } from "./json-tree.ts";

const place = { slug: "prod", repository: parseRepositoryName("team/app") };
const digest = `sha256:${"a".repeat(64)}`;

function lines(text: string) {
  const tree = readJsonTree(text);
  return tree === null ? [] : jsonLines(tree, place);
}

const links = (text: string) =>
  lines(text).flatMap(({ pieces }) => pieces.flatMap(({ href }) => (href === undefined ? [] : [href])));

test("keeps numbers, escapes, order and double keys as they were written", () => {
  expect(jsonText(lines('{"b":1e400,"a":"\\u00e9\\/","b":12345678901234567890,"c":-0.0}'))).toBe(
    '{\n  "b": 1e400,\n  "a": "\\u00e9\\/",\n  "b": 12345678901234567890,\n  "c": -0.0\n}',
  );
});

test("lays out what JSON.stringify lays out in the same way", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), (text) => {
      expect(jsonText(lines(text))).toBe(JSON.stringify(JSON.parse(text), null, 2));
    }),
  );
});

test("reads exactly what JSON.parse reads", () => {
  const almost = fc
    .array(
      fc.constantFrom(
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        '"a"',
        "1",
        "01",
        "-",
        "true",
        " ",
        "\n",
        '"',
        "\\",
        "nul",
      ),
      {
        maxLength: 8,
      },
    )
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.oneof(almost, fc.string()), (text) => {
      let valid = true;
      try {
        JSON.parse(text);
      } catch {
        valid = false;
      }
      expect(readJsonTree(text) !== null).toBe(valid);
    }),
    { numRuns: 2000 },
  );
});

test("gives up on a document nested beyond reason, instead of exhausting the stack", () => {
  expect(readJsonTree("[".repeat(1_000_000))).toBeNull();
});

test("links the digest of a manifest to its page, and that of a blob to its bytes", () => {
  const manifest = "application/vnd.oci.image.manifest.v1+json";
  expect(links(`{"manifests":[{"mediaType":"${manifest}","digest":"${digest}","size":1}]}`)).toEqual([
    `/r/prod/team/app@${digest}`,
  ]);
  expect(links(`{"config":{"digest":"${digest}","mediaType":"application/json"}}`)).toEqual([
    `/api/registries/prod/v2/team/app/blobs/${digest}`,
  ]);
});

test("links nothing that the registry does not have: digests of uncompressed layers, and what only looks like one", () => {
  expect(links(`{"rootfs":{"diff_ids":["${digest}"]}}`)).toEqual([]);
  expect(links('{"mediaType":"a","digest":"sha256:../../secret"}')).toEqual([]);
  expect(links(`{"mediaType":"a","digest":{"digest":"${digest}"}}`)).toEqual([]);
});

test("says where each object that can be folded ends, and how much is in it", () => {
  const [first, second] = lines('{"a":[1,2],"b":{}}');
  expect(first?.fold).toEqual({ end: 6, count: 2 });
  expect(second?.fold).toEqual({ end: 4, count: 2 });
  expect(lines('{"a":[1,2],"b":{}}')[5]?.fold).toBeUndefined();
});

test("lays out a manifest of four megabytes in a moment", () => {
  const text = JSON.stringify({
    layers: Array.from({ length: 25_000 }, () => ({ mediaType: "a", digest, size: 1 })),
  });
  const start = performance.now();
  expect(lines(text).length).toBe(125_004);
  expect(performance.now() - start).toBeLessThan(2000);
});

test("reads a string of four megabytes", () => {
  expect(readJsonTree(JSON.stringify("é\n".repeat(1_500_000)))).not.toBeNull();
  expect(readJsonTree(`"${"a".repeat(4_000_000)}`)).toBeNull();
});

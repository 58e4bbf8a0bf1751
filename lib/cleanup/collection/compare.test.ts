import { expect, test } from "vitest";
import { parseDigest } from "#lib/oci/digest.ts";
import { compareCollection } from "./compare.ts";

const digest = (letter: string) => parseDigest(`sha256:${letter.repeat(64)}`);
const a = digest("a");
const b = digest("b");
const c = digest("c");
const d = digest("d");

test("what a collection named is compared with what was predicted, and unknown sizes are counted apart", () => {
  const predicted = new Map([
    [a, 10],
    [b, 20],
  ]);
  const named = new Set([a, c, d]);
  expect(compareCollection(predicted, named, new Map([[c, 5]]), 2)).toEqual({
    bytes: 15,
    blobs: 3,
    unknown: 1,
    manifests: 2,
    stayed: { count: 1, bytes: 20, largest: [{ digest: b, size: 20 }] },
    unforeseen: {
      count: 2,
      bytes: 5,
      largest: [
        { digest: c, size: 5 },
        { digest: d, size: null },
      ],
    },
  });
});

test("of many differences the largest are named", () => {
  const predicted = new Map(
    Array.from(
      { length: 100 },
      (_, size) => [parseDigest(`sha256:${String(size).padStart(64, "0")}`), size] as const,
    ),
  );
  const { stayed } = compareCollection(predicted, new Set(), new Map(), 0);
  expect(stayed).toMatchObject({ count: 100, bytes: 4950 });
  expect(stayed.largest.map(({ size }) => size)).toEqual(Array.from({ length: 20 }, (_, less) => 99 - less));
});

import { expect, it } from "vitest";
import { compressedSize } from "./compressed-size.ts";
import { readManifest } from "./manifest.ts";

const read = (content: object) => readManifest(new TextEncoder().encode(JSON.stringify(content)), "");
const blob = (character: string, size: number) => ({
  mediaType: "x",
  digest: `sha256:${character.repeat(64)}`,
  size,
});

it("adds up config and layers, a layer that is there twice once", () => {
  const manifest = read({
    schemaVersion: 2,
    config: blob("c", 5),
    layers: [blob("1", 100), blob("2", 20), blob("1", 100)],
  });
  expect(compressedSize(manifest)).toBe(125);
});

it("is unknown for an index, schema 1 and what is no manifest", () => {
  expect(compressedSize(read({ schemaVersion: 2, manifests: [blob("1", 100)] }))).toBeUndefined();
  expect(compressedSize(read({ schemaVersion: 1, name: "a", tag: "b", fsLayers: [] }))).toBeUndefined();
  expect(compressedSize(read({}))).toBeUndefined();
});

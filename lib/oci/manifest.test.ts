import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isImage, type Manifest, readManifest } from "./manifest.ts";
import { mediaTypes } from "./media-types.ts";

const digest = (character: string) => `sha256:${character.repeat(64)}`;
const descriptor = (character: string, mediaType: string = mediaTypes.ociLayerGzip) => ({
  mediaType,
  digest: digest(character),
  size: 7,
});

const ociManifest = {
  schemaVersion: 2,
  mediaType: mediaTypes.ociManifest,
  config: descriptor("c", mediaTypes.ociConfig),
  layers: [descriptor("1"), descriptor("2")],
};
const ociIndex = {
  schemaVersion: 2,
  mediaType: mediaTypes.ociIndex,
  manifests: [
    {
      ...descriptor("a", mediaTypes.ociManifest),
      platform: { os: "linux", architecture: "arm64", variant: "v8" },
    },
  ],
};

function read(content: unknown, contentType = "application/json"): Manifest {
  const text = typeof content === "string" ? content : JSON.stringify(content);
  return readManifest(new TextEncoder().encode(text), contentType);
}

function why(manifest: Manifest): string {
  return manifest.kind === "unknown" ? manifest.why : `a ${manifest.kind}`;
}

describe("readManifest", () => {
  it("reads an OCI manifest", () => {
    expect(read(ociManifest, mediaTypes.ociManifest)).toEqual({
      kind: "manifest",
      ...ociManifest,
      annotations: {},
      artifactType: undefined,
      subject: undefined,
    });
  });

  it("reads an OCI index with its platforms", () => {
    const manifest = read(ociIndex, mediaTypes.ociIndex);
    expect(manifest).toMatchObject({
      kind: "index",
      manifests: [{ digest: digest("a"), platform: { os: "linux", architecture: "arm64", variant: "v8" } }],
    });
  });

  it("reads Docker's schema 2 and list", () => {
    const manifest = { ...ociManifest, mediaType: mediaTypes.dockerManifest };
    expect(read(manifest, mediaTypes.dockerManifest)).toMatchObject({
      kind: "manifest",
      mediaType: mediaTypes.dockerManifest,
    });
    const list = { ...ociIndex, mediaType: mediaTypes.dockerManifestList };
    expect(read(list, mediaTypes.dockerManifestList)).toMatchObject({
      kind: "index",
      mediaType: mediaTypes.dockerManifestList,
    });
  });

  it("reads Docker's schema 1, signed or not", () => {
    const schema1 = {
      schemaVersion: 1,
      name: "app",
      tag: "latest",
      architecture: "amd64",
      fsLayers: [{ blobSum: digest("1") }],
      history: [{ v1Compatibility: "{}" }],
      signatures: [{ header: {}, signature: "x", protected: "y" }],
    };
    const signed = read(schema1, `${mediaTypes.dockerSchema1Signed}; charset=utf-8`);
    expect(signed).toMatchObject({
      kind: "schema1",
      mediaType: mediaTypes.dockerSchema1Signed,
      tag: "latest",
    });
    expect(read({ ...schema1, history: null }, mediaTypes.dockerSchema1)).toMatchObject({
      kind: "schema1",
      history: [],
    });
  });

  it("goes by the document's media type, then the header's, then the shape", () => {
    const { mediaType: _, ...bare } = ociManifest;
    const { mediaType: __, ...bareIndex } = ociIndex;
    expect(read(ociManifest, "application/json; charset=utf-8").mediaType).toBe(mediaTypes.ociManifest);
    expect(read(bare, mediaTypes.dockerManifest).mediaType).toBe(mediaTypes.dockerManifest);
    expect(read(bare, "").mediaType).toBe(mediaTypes.ociManifest);
    expect(read(bareIndex, "text/plain").mediaType).toBe(mediaTypes.ociIndex);
    expect(read({ schemaVersion: 1, name: "a", tag: "b", fsLayers: [] }, "").kind).toBe("schema1");
    expect(read({ ...ociManifest, mediaType: "application/vnd.other" }, mediaTypes.ociManifest).kind).toBe(
      "manifest",
    );
    expect(read({ ...ociManifest, mediaType: 7 }, mediaTypes.ociManifest).kind).toBe("unknown");
  });

  it("takes null, which Go writes for what is empty, as absent", () => {
    const manifest = read({
      ...ociManifest,
      layers: null,
      annotations: null,
      subject: null,
      artifactType: null,
      config: { ...ociManifest.config, annotations: null, platform: null, urls: null },
    });
    expect(manifest).toMatchObject({ kind: "manifest", layers: [], annotations: {} });
    expect(read({ ...ociIndex, manifests: null })).toMatchObject({ kind: "index", manifests: [] });
    const platform = { os: null, architecture: "arm64", variant: null, "os.features": null };
    expect(read({ ...ociIndex, manifests: [{ ...descriptor("a"), platform }] })).toMatchObject({
      manifests: [{ platform: { os: "unknown", architecture: "arm64" } }],
    });
  });

  it("keeps annotations that are no strings as their JSON", () => {
    const annotations = { a: "text", b: 7, c: { d: [true] }, e: null };
    expect(read({ ...ociManifest, annotations })).toMatchObject({
      annotations: { a: "text", b: "7", c: '{"d":[true]}', e: "null" },
    });
  });

  it("keeps subject and artifact type", () => {
    const attached = {
      ...ociManifest,
      artifactType: "application/x",
      subject: descriptor("5"),
    };
    expect(read(attached)).toMatchObject({ artifactType: "application/x", subject: { digest: digest("5") } });
  });

  it.each<[string, unknown, string]>([
    ["no JSON", "{", "It is not JSON in UTF-8."],
    ["nothing", "", "It is not JSON in UTF-8."],
    ["a list", [], "It is JSON, but not an object."],
    ["null", "null", "It is JSON, but not an object."],
    [
      "an unknown type",
      { mediaType: "application/vnd.x" },
      "Stowage does not know the media type application/vnd.x.",
    ],
    ["no type and no shape", {}, "Stowage does not know the media type application/json."],
    [
      "no config",
      { ...ociManifest, config: undefined },
      "“config”: Invalid input: expected object, received undefined.",
    ],
    ["another version", { ...ociManifest, schemaVersion: 3 }, "“schemaVersion”: Invalid input: expected 2."],
    [
      "a bad digest",
      { ...ociManifest, layers: [{ ...descriptor("1"), digest: "sha256:x" }] },
      "“layers.0.digest”: is not a digest.",
    ],
    [
      "a negative size",
      { ...ociManifest, config: { ...descriptor("c"), size: -1 } },
      "“config.size”: Too small: expected number to be >=0.",
    ],
    [
      "layers that are no list",
      { ...ociManifest, layers: {} },
      "“layers”: Invalid input: expected array, received object.",
    ],
  ])("says what is wrong with %s", (_, content, reason) => {
    expect(why(read(content))).toBe(reason);
  });

  it("refuses a document that is a manifest and an index at once (CVE-2021-41190)", () => {
    const both = { ...ociManifest, manifests: ociIndex.manifests };
    expect(why(read(both))).toContain("has “manifests”");
    expect(why(read({ ...both, mediaType: mediaTypes.ociIndex }))).toContain("has “layers”");
    expect(why(read({ ...ociManifest, fsLayers: [] }))).toContain("has “fsLayers”");
  });

  it("says so of bytes that are no UTF-8", () => {
    expect(why(readManifest(Uint8Array.of(0x7b, 0xff, 0x7d), mediaTypes.ociManifest))).toBe(
      "It is not JSON in UTF-8.",
    );
  });

  it("is not troubled by properties named after those of every object", () => {
    const text = JSON.stringify({ ...ociManifest, annotations: { a: "b" } }).replace(
      '"a":"b"',
      '"__proto__":{"polluted":"yes"},"constructor":"c","toString":"t","a":"b"',
    );
    const manifest = read(text);
    expect(manifest).toMatchObject({ annotations: { constructor: "c", toString: "t", a: "b" } });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(read('{"__proto__":{"mediaType":"x","config":1}}', mediaTypes.ociManifest).kind).toBe("unknown");
  });

  it("survives nesting too deep to be written again", () => {
    const deep = `${"[".repeat(500_000)}${"]".repeat(500_000)}`;
    const text = JSON.stringify({ ...ociManifest, annotations: { deep: 0 } }).replace(
      '"deep":0',
      `"deep":${deep}`,
    );
    expect(read(text)).toMatchObject({ kind: "manifest", annotations: { deep: "…" } });
    expect(read(deep).kind).toBe("unknown");
    expect(read(`{"a":${deep}}`, mediaTypes.ociIndex).kind).toBe("index");
  });

  it("never throws, and always gives the media type", () => {
    const shape = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          schemaVersion: fc.oneof(fc.constant(2), fc.jsonValue()),
          mediaType: fc.oneof(fc.constantFrom<string>(...Object.values(mediaTypes)), fc.jsonValue()),
          config: fc.oneof(fc.constant(ociManifest.config), fc.jsonValue()),
          layers: fc.oneof(fc.constant(ociManifest.layers), fc.jsonValue()),
          manifests: fc.oneof(fc.constant(ociIndex.manifests), fc.jsonValue()),
          annotations: fc.jsonValue(),
          subject: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    );
    const contentType = fc.oneof(fc.constantFrom<string>(...Object.values(mediaTypes)), fc.string());
    fc.assert(
      fc.property(shape, contentType, (content, sent) => {
        const manifest = read(content, sent);
        expect(typeof manifest.mediaType).toBe("string");
        if (manifest.kind === "unknown") expect(manifest.why).toMatch(/\.$/);
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(readManifest(bytes, "").kind).toBe("unknown");
      }),
    );
  });
});

describe("isImage", () => {
  const isImageWith = (changes: object) => {
    const manifest = read({ ...ociManifest, ...changes });
    return manifest.kind === "manifest" && isImage(manifest);
  };

  it("goes by config, layers and artifact type together", () => {
    expect(isImageWith({})).toBe(true);
    expect(isImageWith({ layers: [] })).toBe(true);
    expect(isImageWith({ config: descriptor("c", "application/vnd.cncf.helm.config.v1+json") })).toBe(false);
    expect(isImageWith({ artifactType: "application/x" })).toBe(false);
    expect(
      isImageWith({ layers: [descriptor("1", "application/vnd.dev.cosign.simplesigning.v1+json")] }),
    ).toBe(false);
    expect(isImageWith({ layers: [descriptor("1", "application/vnd.in-toto+json")] })).toBe(false);
  });
});

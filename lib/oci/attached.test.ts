import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attachedTag, attestedDigest, cosignTags, indexImages, referrersFallbackTag } from "./attached.ts";
import { type Descriptor, descriptorSchema } from "./descriptor.ts";
import { type Digest, parseDigest } from "./digest.ts";
import { isTag } from "./reference.ts";

const hex = "0123456789abcdef".repeat(4);
const sha256 = parseDigest(`sha256:${hex}`);
const sha512 = parseDigest(`sha512:${hex}${hex}`);

describe("the fallback tag of referrers", () => {
  it("is the digest with a dash, each part cut to what the specification allows", () => {
    expect(referrersFallbackTag(sha256)).toBe(`sha256-${hex}`);
    expect(referrersFallbackTag(sha512)).toBe(`sha512-${hex}`);
    expect(referrersFallbackTag(parseDigest(`sha256+b64u:${"x".repeat(40)}=`))).toBe(
      `sha256-b64u-${"x".repeat(40)}-`,
    );
    expect(referrersFallbackTag(parseDigest(`${"a".repeat(40)}:b`))).toBe(`${"a".repeat(32)}-b`);
  });

  it("is always a tag", () => {
    const digest = fc
      .tuple(
        fc.stringMatching(/^[a-z0-9]{1,30}(?:[+._-][a-z0-9]{1,30}){0,3}$/),
        fc.stringMatching(/^[a-zA-Z0-9=_-]{1,200}$/),
      )
      .map(([algorithm, encoded]) => `x${algorithm}:${encoded}` as Digest);
    fc.assert(
      fc.property(digest, (one) => {
        expect(isTag(referrersFallbackTag(one))).toBe(true);
      }),
    );
  });
});

describe("tags that are attached to a manifest", () => {
  it.each([
    [`sha256-${hex}.sig`, "signature"],
    [`sha256-${hex}.att`, "attestation"],
    [`sha256-${hex}.sbom`, "sbom"],
    [`sha256-${hex}`, "referrers"],
  ])("%s", (tag, kind) => {
    expect(attachedTag(tag)).toEqual({ subject: sha256, kind });
  });

  it.each([
    "latest",
    `sha256-${hex}.other`,
    `sha256-${hex.slice(1)}.sig`,
    `sha256-${hex}0.sig`,
    `sha256-${hex.toUpperCase()}.sig`,
    `SHA256-${hex}.sig`,
    `sha512-${hex}`,
    `sha512-${hex}.sig`,
    `x-sha256-${hex}.sig`,
    `sha256:${hex}`,
    `sha256-${hex}.sig\n`,
  ])("%j is none", (tag) => {
    expect(attachedTag(tag)).toBeUndefined();
  });

  it("are found again by the names that they are looked for", () => {
    expect(cosignTags(sha256).map(({ tag }) => attachedTag(tag))).toEqual(
      cosignTags(sha256).map(({ kind }) => ({ subject: sha256, kind })),
    );
    expect(cosignTags(sha256)).toHaveLength(3);
    expect(attachedTag(referrersFallbackTag(sha256))).toEqual({ subject: sha256, kind: "referrers" });
  });

  it("have no name where the digest is too long for a tag", () => {
    expect(cosignTags(sha512)).toEqual([]);
  });
});

function entry(character: string, attests?: string): Descriptor {
  return descriptorSchema.parse({
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    digest: `sha256:${character.repeat(64)}`,
    size: 1,
    annotations:
      attests === undefined
        ? undefined
        : { "vnd.docker.reference.type": "attestation-manifest", "vnd.docker.reference.digest": attests },
  });
}

describe("attestation manifests inside an index", () => {
  const [amd64, arm64] = [entry("a"), entry("b")];

  it("name what they attest", () => {
    expect(attestedDigest(entry("1", amd64.digest))).toBe(amd64.digest);
    expect(attestedDigest(entry("1", "sha256:nonsense"))).toBeUndefined();
    expect(attestedDigest(amd64)).toBeUndefined();
  });

  it("are put with the image they are about, and else stand for themselves", () => {
    const [ofArm, ofAmd, ofOther] = [entry("1", arm64.digest), entry("2", amd64.digest), entry("3", sha256)];
    expect(indexImages([amd64, arm64, ofArm, ofAmd, ofOther])).toEqual([
      { descriptor: amd64, attestations: [ofAmd] },
      { descriptor: arm64, attestations: [ofArm] },
      { descriptor: ofOther, attestations: [] },
    ]);
  });

  it("never lose an entry, even where they attest each other", () => {
    const [one, two] = [entry("1", entry("2").digest), entry("2", entry("1").digest)];
    expect(indexImages([one, two]).map(({ descriptor }) => descriptor)).toEqual([one, two]);
    const some = fc.tuple(
      fc.constantFrom(..."0123"),
      fc.option(fc.constantFrom(..."0123"), { nil: undefined }),
    );
    fc.assert(
      fc.property(fc.uniqueArray(some, { selector: ([character]) => character }), (pairs) => {
        const entries = pairs.map(([character, other]) => entry(character, other && entry(other).digest));
        const shown = indexImages(entries).flatMap(({ descriptor, attestations }) => [
          descriptor,
          ...attestations,
        ]);
        expect(new Set(shown)).toEqual(new Set(entries));
        expect(shown).toHaveLength(entries.length);
      }),
    );
  });
});

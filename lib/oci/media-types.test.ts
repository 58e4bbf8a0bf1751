import { describe, expect, it } from "vitest";
import {
  bareMediaType,
  isImageConfigMediaType,
  isIndexMediaType,
  isLayerMediaType,
  isSchema1MediaType,
  manifestAccept,
  mediaTypes,
} from "./media-types.ts";

describe("media types", () => {
  it("are compared without their parameters and case", () => {
    expect(bareMediaType("Application/JSON ; charset=utf-8")).toBe("application/json");
    expect(bareMediaType("")).toBe("");
  });

  it("belong to one kind each", () => {
    const kinds = Object.values(mediaTypes).map(
      (type) =>
        [isIndexMediaType, isSchema1MediaType, isImageConfigMediaType, isLayerMediaType].filter((is) =>
          is(type),
        ).length,
    );
    expect(Math.max(...kinds)).toBe(1);
  });

  it.each([
    mediaTypes.ociLayer,
    mediaTypes.ociLayerGzip,
    mediaTypes.ociLayerZstd,
    mediaTypes.dockerLayerGzip,
    mediaTypes.dockerForeignLayerGzip,
    "application/vnd.docker.image.rootfs.diff.tar",
    "application/vnd.docker.image.rootfs.diff.tar.zstd",
    "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
    "application/vnd.oci.image.layer.v1.tar+gzip+encrypted",
    "application/vnd.oci.image.layer.nydus.blob.v1",
  ])("%s is a layer", (type) => {
    expect(isLayerMediaType(type)).toBe(true);
  });

  it.each([
    "",
    "application/vnd.oci.image.layer.v1.tar+gzip+x",
    "application/vnd.cncf.helm.chart.content.v1.tar+gzip",
    "text/plain",
  ])("%j is no layer", (type) => {
    expect(isLayerMediaType(type)).toBe(false);
  });

  it("asks for every kind of manifest, so that a registry converts none", () => {
    for (const type of [
      "ociIndex",
      "dockerManifestList",
      "ociManifest",
      "dockerManifest",
      "dockerSchema1Signed",
    ] as const) {
      expect(manifestAccept.split(", ")).toContain(mediaTypes[type]);
    }
  });
});

import { expect, test } from "vitest";
import { compressionOf, isForeign } from "./compression.ts";

test.each([
  ["application/vnd.oci.image.layer.v1.tar", "none"],
  ["application/vnd.oci.image.layer.v1.tar+gzip", "gzip"],
  ["application/vnd.oci.image.layer.v1.tar+zstd", "zstd"],
  ["application/vnd.oci.image.layer.v1.tar+gzip+encrypted", "gzip"],
  ["application/vnd.docker.image.rootfs.diff.tar.gzip", "gzip"],
  ["application/vnd.docker.image.rootfs.foreign.diff.tar.gzip", "gzip"],
  ["application/vnd.cncf.helm.chart.content.v1.tar+gzip", "gzip"],
  ["application/spdx+json", "unknown"],
  ["", "unknown"],
])("reads the compression of %s", (mediaType, compression) => {
  expect(compressionOf(mediaType)).toBe(compression);
});

test("knows layers that stay with their vendor", () => {
  expect(isForeign("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip")).toBe(true);
  expect(isForeign("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip")).toBe(true);
  expect(isForeign("application/vnd.oci.image.layer.v1.tar+gzip")).toBe(false);
});

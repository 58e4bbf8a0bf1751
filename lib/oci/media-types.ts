/** Media types of manifests, configs and layers. OCI image specification, media-types.md; Docker's image manifest v2. */
export const mediaTypes = {
  ociManifest: "application/vnd.oci.image.manifest.v1+json",
  ociIndex: "application/vnd.oci.image.index.v1+json",
  ociConfig: "application/vnd.oci.image.config.v1+json",
  ociEmpty: "application/vnd.oci.empty.v1+json",
  ociLayer: "application/vnd.oci.image.layer.v1.tar",
  ociLayerGzip: "application/vnd.oci.image.layer.v1.tar+gzip",
  ociLayerZstd: "application/vnd.oci.image.layer.v1.tar+zstd",
  dockerManifest: "application/vnd.docker.distribution.manifest.v2+json",
  dockerManifestList: "application/vnd.docker.distribution.manifest.list.v2+json",
  dockerConfig: "application/vnd.docker.container.image.v1+json",
  dockerLayerGzip: "application/vnd.docker.image.rootfs.diff.tar.gzip",
  dockerForeignLayerGzip: "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
  dockerSchema1: "application/vnd.docker.distribution.manifest.v1+json",
  dockerSchema1Signed: "application/vnd.docker.distribution.manifest.v1+prettyjws",
} as const;

/** The `Accept` header of a manifest request: every kind Stowage reads, so that a registry never converts one into another. */
export const manifestAccept: string = [
  mediaTypes.ociIndex,
  mediaTypes.dockerManifestList,
  mediaTypes.ociManifest,
  mediaTypes.dockerManifest,
  mediaTypes.dockerSchema1Signed,
  mediaTypes.dockerSchema1,
  "application/json;q=0.5",
  "*/*;q=0.1",
].join(", ");

/** A media type without its parameters, lower-cased: `application/json; charset=utf-8` gives `application/json`. */
export function bareMediaType(header: string): string {
  return (header.split(";")[0] ?? "").trim().toLowerCase();
}

/** Whether a media type names an index: a list of manifests, one a platform. */
export function isIndexMediaType(mediaType: string): boolean {
  return mediaType === mediaTypes.ociIndex || mediaType === mediaTypes.dockerManifestList;
}

/** Whether a media type names Docker's schema 1, which can be read but is written by nobody any more. */
export function isSchema1MediaType(mediaType: string): boolean {
  return mediaType === mediaTypes.dockerSchema1 || mediaType === mediaTypes.dockerSchema1Signed;
}

/** Whether a media type names an image's config, as opposed to an artifact's. */
export function isImageConfigMediaType(mediaType: string): boolean {
  return mediaType === mediaTypes.ociConfig || mediaType === mediaTypes.dockerConfig;
}

/** Layers are tar archives, plain or compressed; these are the words for that in the names of their media types. */
const layerGrammar =
  /^application\/vnd\.(?:oci\.image\.layer(?:\.nondistributable)?\.v1|docker\.image\.rootfs(?:\.foreign)?\.diff)\.tar(?:[.+](?:gzip|zstd))?(?:\+encrypted)?$/;

/** The layers of Nydus, which are no tar archives but make an image all the same. */
const nydusLayer = "application/vnd.oci.image.layer.nydus.blob.v1";

/** Whether a media type names a layer of an image's file system: OCI's and Docker's, whatever their compression. */
export function isLayerMediaType(mediaType: string): boolean {
  return layerGrammar.test(mediaType) || mediaType === nydusLayer;
}

import { HttpResponse } from "msw";
import { type Digest, isDigest } from "#lib/oci/digest.ts";
import { mediaTypes } from "#lib/oci/media-types.ts";
import { buildImage, buildIndex, descriptorOf } from "#scripts/samples/image.ts";
import { buildLayer, file } from "#scripts/samples/layer.ts";
import { type ApiRequest, apiVersion, refusal } from "./api.ts";

const layerOfImage = await buildLayer([file("hello", "A layer of an image.")]);

/** The image that every described registry has, as Docker writes it. */
export const image = buildImage({
  format: "docker",
  layers: [layerOfImage],
  config: { created: "2026-01-02T03:04:05Z" },
});

/** The same image for two platforms. */
export const index = buildIndex({
  children: [{ image }, { image, platform: { os: "linux", architecture: "arm64" } }],
});

/** What refers to {@link image}: its signature's descriptor in an index, as the referrers API and the fallback tag give it. */
export const referrers = buildIndex({
  children: [{ image: buildImage({ layers: [], subject: descriptorOf(image.mediaType, image.content) }) }],
});

/** The tags of {@link image}, in order. */
export const imageTags = ["1.0", "1.1", "1.2", "1.3", "latest"];

/** The tag of {@link index}. */
export const indexTag = "multi";

/** The one layer of {@link image}. */
export const layer = layerOfImage.content;

const blobs = new Map<string, Uint8Array>(image.blobs.map(({ digest, bytes }) => [digest, bytes]));

/** The bytes of a blob. */
export function blobBytes(digest: string): Uint8Array | undefined {
  return blobs.get(digest);
}

/** The digest of what was tagged or asked for by digest. */
function digestBehind(reference: string): Digest | undefined {
  if (isDigest(reference)) return reference;
  if (imageTags.includes(reference)) return image.content.digest;
  return reference === indexTag ? index.content.digest : undefined;
}

/** What a repository answers to GET and HEAD of a manifest, with `Docker-Content-Digest`; undefined for what is not there. */
export function manifestBehind(reference: string): Response | undefined {
  const digest = digestBehind(reference);
  const built = [image, index].find(({ content }) => content.digest === digest);
  if (built === undefined) return undefined;
  return new HttpResponse(Uint8Array.from(built.content.bytes), {
    headers: {
      ...apiVersion,
      "content-type": built.mediaType,
      "docker-content-digest": built.content.digest,
    },
  });
}

/** {@link referrers} as the referrers API and the fallback tag give them. */
export function referrersAnswer(headers: Readonly<Record<string, string>> = {}): Response {
  return new HttpResponse(Uint8Array.from(referrers.content.bytes), {
    headers: { "content-type": mediaTypes.ociIndex, ...headers },
  });
}

/** Manifests as distribution answers for them. */
export function manifestOrUnknown({ reference }: ApiRequest): Response {
  return manifestBehind(reference) ?? refusal(404, "MANIFEST_UNKNOWN", "manifest unknown");
}

/** Blobs as distribution answers for them, from its own storage. */
export function blobOrUnknown({ reference }: ApiRequest): Response {
  const bytes = blobBytes(reference);
  if (bytes === undefined) return refusal(404, "BLOB_UNKNOWN", "blob unknown to registry");
  return new HttpResponse(Uint8Array.from(bytes), {
    headers: { "content-type": "application/octet-stream" },
  });
}

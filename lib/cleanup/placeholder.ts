import { createHash } from "node:crypto";
import { type Digest, parseDigest } from "#lib/oci/digest.ts";
import { mediaTypes } from "#lib/oci/media-types.ts";

/** The artifact type of placeholders, so that one left behind by a power cut is recognised. */
export const placeholderArtifactType = "application/vnd.stowage.placeholder.v1+json";

/** The two bytes `{}` that a placeholder has as config and layer. OCI image specification, manifest.md, “Guidance for an Empty Descriptor”. */
export const emptyBlob: Uint8Array = new TextEncoder().encode("{}");

/** A manifest that exists once in the world. */
export interface Placeholder {
  readonly digest: Digest;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/**
 * A manifest that nothing else has, to point a tag at before deleting it by its digest.
 *
 * @param replaced where the tag pointed, written into the placeholder so that an interrupted deletion can be undone by hand.
 * @param nonce makes it unique; 16 random bytes or more as text.
 */
export function placeholderFor(replaced: Digest, nonce: string): Placeholder {
  const empty = { mediaType: mediaTypes.ociEmpty, digest: digestOf(emptyBlob), size: emptyBlob.byteLength };
  const bytes = new TextEncoder().encode(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: mediaTypes.ociManifest,
      artifactType: placeholderArtifactType,
      config: empty,
      layers: [empty],
      annotations: { "com.stowage.placeholder.nonce": nonce, "com.stowage.placeholder.replaced": replaced },
    }),
  );
  return { digest: digestOf(bytes), mediaType: mediaTypes.ociManifest, bytes };
}

function digestOf(bytes: Uint8Array): Digest {
  return parseDigest(`sha256:${createHash("sha256").update(bytes).digest("hex")}`);
}

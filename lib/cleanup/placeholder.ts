import { createHash } from "node:crypto";
import { type Digest, isDigest, parseDigest } from "#lib/oci/digest.ts";
import type { Manifest } from "#lib/oci/manifest.ts";
import { mediaTypes } from "#lib/oci/media-types.ts";
import { placeholderArtifactType } from "#lib/oci/placeholder-type.ts";

/** The annotation that says where the tag pointed before; empty where nothing was behind it. */
const replacedAnnotation = "com.stowage.placeholder.replaced";

/** The two bytes `{}` that a placeholder has as config and layer. OCI image specification, manifest.md, “Guidance for an Empty Descriptor”. */
export const emptyBlob: Uint8Array = new TextEncoder().encode("{}");

/** Under which it lies in a registry. */
export const emptyBlobDigest: Digest = digestOf(emptyBlob);

/** A manifest that exists once in the world. */
export interface Placeholder {
  readonly digest: Digest;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/**
 * A manifest that nothing else has, to point a tag at before deleting it by its digest.
 *
 * @param replaced where the tag pointed, written into the placeholder so that an interrupted deletion can be finished or
 *   undone; null where nothing was behind the tag.
 * @param nonce makes it unique; 16 random bytes or more as text.
 */
export function placeholderFor(replaced: Digest | null, nonce: string): Placeholder {
  const empty = { mediaType: mediaTypes.ociEmpty, digest: emptyBlobDigest, size: emptyBlob.byteLength };
  const bytes = new TextEncoder().encode(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: mediaTypes.ociManifest,
      artifactType: placeholderArtifactType,
      config: empty,
      layers: [empty],
      annotations: { "com.stowage.placeholder.nonce": nonce, [replacedAnnotation]: replaced ?? "" },
    }),
  );
  return { digest: digestOf(bytes), mediaType: mediaTypes.ociManifest, bytes };
}

/**
 * Where the tag on a placeholder pointed before: null where nothing was behind it, undefined where the manifest is no
 * placeholder at all.
 */
export function replacedByPlaceholder(manifest: Manifest): Digest | null | undefined {
  if (manifest.kind !== "manifest" || manifest.artifactType !== placeholderArtifactType) return undefined;
  const replaced = manifest.annotations[replacedAnnotation] ?? "";
  return isDigest(replaced) ? replaced : null;
}

function digestOf(bytes: Uint8Array): Digest {
  return parseDigest(`sha256:${createHash("sha256").update(bytes).digest("hex")}`);
}

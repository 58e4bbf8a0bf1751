import { digestAddress, tagAddress } from "#components/ui/address.ts";
import type { Digest } from "#lib/oci/digest.ts";
import { isIndexMediaType, isSchema1MediaType, mediaTypes } from "#lib/oci/media-types.ts";
import { isDigestReference, type ManifestReference, type RepositoryName } from "#lib/oci/reference.ts";
import type { View } from "./views.ts";

/** Where a page's links lead: a repository of a registry, by its slug. */
export interface Place {
  readonly slug: string;
  readonly repository: RepositoryName;
}

/** The page of a tag or a digest, with a view and a platform. */
export function manifestPage(
  { slug, repository }: Place,
  reference: ManifestReference,
  query: { readonly view?: View; readonly platform?: string | undefined } = {},
): string {
  const search = new URLSearchParams();
  if (query.view !== undefined && query.view !== "overview") search.set("view", query.view);
  if (query.platform !== undefined) search.set("platform", query.platform);
  // Slashes and colons may stand in a query, and a platform is easier to read with them.
  const text = search.toString().replaceAll("%2F", "/").replaceAll("%3A", ":");
  const page = isDigestReference(reference)
    ? digestAddress(slug, repository, reference)
    : tagAddress(slug, repository, reference);
  return text === "" ? page : `${page}?${text}`;
}

/** A blob as the registry has it, through the proxy. */
export function blobAddress({ slug, repository }: Place, digest: Digest): string {
  return `/api/registries/${slug}/v2/${repository}/blobs/${digest}`;
}

/** A manifest's exact bytes, through the proxy. */
export function manifestAddress({ slug, repository }: Place, digest: Digest): string {
  return `/api/registries/${slug}/v2/${repository}/manifests/${digest}`;
}

/** Whether a descriptor of this media type is asked for under `/manifests/`, not `/blobs/`. */
function namesManifest(mediaType: string): boolean {
  return (
    mediaType === mediaTypes.ociManifest ||
    mediaType === mediaTypes.dockerManifest ||
    mediaType === "application/vnd.oci.artifact.manifest.v1+json" ||
    isIndexMediaType(mediaType) ||
    isSchema1MediaType(mediaType)
  );
}

/** Where a descriptor's digest leads: a manifest to its page, a blob to its bytes. */
export function descriptorAddress(place: Place, mediaType: string, digest: Digest): string {
  return namesManifest(mediaType) ? manifestPage(place, digest) : blobAddress(place, digest);
}

/** An address in a label or an annotation, if a browser may follow it: nothing but `http` and `https`. */
export function webAddress(text: string): string | null {
  const trimmed = text.trim();
  if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) return null;
  const { protocol, href } = new URL(trimmed);
  return protocol === "http:" || protocol === "https:" ? href : null;
}

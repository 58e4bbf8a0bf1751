import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { RegistryError } from "#lib/registry/error.ts";
import { getManifest, headManifest } from "#lib/registry/manifests.ts";
import type { Registry } from "#lib/registry/open.ts";
import { listTags } from "#lib/registry/tags.ts";
import { replacedByPlaceholder } from "./placeholder.ts";
import type { TagToDelete } from "./types.ts";

/** Where a tag is, compared with where it was seen. */
export type Whereabouts =
  | { readonly state: "unchanged" }
  /** On the placeholder of an earlier deletion of just this tag from just this digest, which was interrupted. */
  | { readonly state: "half-deleted"; readonly placeholder: Digest }
  | { readonly state: "moved"; readonly digest: Digest }
  /** Still listed, with nothing behind it any more: distribution 2.8 leaves a tag so where it deletes a digest by half. */
  | { readonly state: "emptied" }
  | { readonly state: "gone" };

/**
 * Looks where a tag is now.
 *
 * A tag seen with nothing behind it is “unchanged” while there is still nothing: whether it is listed at all, the
 * registry's list tells.
 *
 * @throws {RegistryError} where the registry cannot tell.
 */
export async function whereabouts(
  registry: Registry,
  repository: RepositoryName,
  { tag, digest }: TagToDelete,
): Promise<Whereabouts> {
  const now = await digestNow(registry, repository, tag);
  if (now === digest) return { state: "unchanged" };
  if (now === null) {
    const listed = (await listTags(registry, repository)).includes(tag);
    return { state: listed ? "emptied" : "gone" };
  }
  const { manifest } = await getManifest(registry, repository, now);
  return replacedByPlaceholder(manifest) === digest
    ? { state: "half-deleted", placeholder: now }
    : { state: "moved", digest: now };
}

/** The digest of a tag; null where the registry has nothing under it. */
export async function digestNow(
  registry: Registry,
  repository: RepositoryName,
  tag: Tag,
): Promise<Digest | null> {
  try {
    return (await headManifest(registry, repository, tag)).digest;
  } catch (error) {
    if (error instanceof RegistryError && error.status === 404) return null;
    throw error;
  }
}

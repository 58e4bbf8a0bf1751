import { randomBytes } from "node:crypto";
import { problemOf } from "#lib/index/problem.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { uploadBlob } from "#lib/registry/blobs.ts";
import { RegistryError } from "#lib/registry/error.ts";
import { deleteManifest, deleteTag, getManifest, headManifest, putManifest } from "#lib/registry/manifests.ts";
import type { Registry } from "#lib/registry/open.ts";
import { emptyBlob, placeholderFor } from "./placeholder.ts";
import type { DeletionOutcome, TagOnDigest } from "./types.ts";

/** Deletes exactly one tag, if it still points where it was seen. Never throws what the registry is to blame for. */
export type TagDeleter = (chosen: TagOnDigest) => Promise<DeletionOutcome>;

/**
 * A deleter of single tags in one repository. Every other tag on the same digest stays.
 *
 * Registries of OCI distribution 1.1 delete by tag. distribution 2.x refuses that (400), and deleting the digest would take
 * every tag on it along; there the tag is first pointed at a placeholder that no other tag can have, and that is deleted.
 * The caller has made sure that the registry deletes by digest at all (`deletionBlocked`): otherwise the tag would be left
 * on the placeholder. Should the deletion fail all the same, the tag is put back.
 *
 * Between the last look at the tag and the placeholder there is a moment in which a push can come: registries know no
 * conditional PUT. It is one request long.
 */
export function tagDeleter(registry: Registry, repository: RepositoryName): TagDeleter {
  let deletesByTag: boolean | undefined;
  let emptyBlobThere: Promise<unknown> | undefined;

  async function byPlaceholder({ tag, digest }: TagOnDigest): Promise<DeletionOutcome> {
    const original = await getManifest(registry, repository, digest);
    const placeholder = placeholderFor(digest, randomBytes(16).toString("hex"));
    emptyBlobThere ??= uploadBlob(registry, repository, emptyBlob);
    await emptyBlobThere;
    const elsewhere = await whereElse(registry, repository, { tag, digest });
    if (elsewhere !== null) return elsewhere;
    await putManifest(registry, repository, tag, placeholder.bytes, placeholder.mediaType);
    try {
      await deleteManifest(registry, repository, placeholder.digest);
    } catch (error) {
      await putManifest(registry, repository, tag, original.bytes, original.mediaType);
      throw error;
    }
    return { tag, state: "deleted", method: "placeholder" };
  }

  return async ({ tag, digest }) => {
    try {
      const elsewhere = await whereElse(registry, repository, { tag, digest });
      if (elsewhere !== null) return elsewhere;
      if (deletesByTag !== false) {
        deletesByTag = await triedByTag(registry, repository, tag);
        if (deletesByTag) return { tag, state: "deleted", method: "tag" };
      }
      return await byPlaceholder({ tag, digest });
    } catch (error) {
      return { tag, state: "failed", problem: problemOf(error) };
    }
  };
}

/** The outcome for a tag that is not where it was seen, or null where it is. */
async function whereElse(
  registry: Registry,
  repository: RepositoryName,
  { tag, digest }: TagOnDigest,
): Promise<DeletionOutcome | null> {
  try {
    const now = await headManifest(registry, repository, tag);
    return now.digest === digest ? null : { tag, state: "moved", digest: now.digest };
  } catch (error) {
    if (error instanceof RegistryError && error.status === 404) return { tag, state: "gone" };
    throw error;
  }
}

/** Deletes by tag where the registry does that; false where it wants a digest: distribution 2.x answers 400, others 405. */
async function triedByTag(registry: Registry, repository: RepositoryName, tag: Tag): Promise<boolean> {
  try {
    await deleteTag(registry, repository, tag);
    return true;
  } catch (error) {
    if (error instanceof RegistryError && (error.status === 400 || error.status === 405)) return false;
    throw error;
  }
}

import { problemOf } from "#lib/index/problem.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import type { FindProtection } from "#lib/oci/retention/protected-pattern.ts";
import { deleteManifest } from "#lib/registry/manifests.ts";
import type { Registry } from "#lib/registry/open.ts";
import { deleterByPlaceholder, type LeavingBlobs } from "./delete-by-placeholder.ts";
import { deleterByTag } from "./delete-by-tag.ts";
import { protectedProblem } from "./protected.ts";
import type { DeletionOutcome, TagToDelete } from "./types.ts";
import { whereabouts } from "./whereabouts.ts";

/** Deletes exactly one tag, if it still points where it was seen. Never throws what the registry is to blame for. */
export type TagDeleter = (chosen: TagToDelete) => Promise<DeletionOutcome>;

/**
 * A deleter of single tags in one repository, by the method that its registry needs. Every other tag on the same digest
 * stays.
 *
 * The caller has made sure that the registry deletes at all (`deletionBlocked`): it would be a pity to find out halfway.
 *
 * @param protection what is protected now; asked anew for each tag, at the moment of its deletion. A protected tag fails with
 *   `TAG_PROTECTED` and is not touched.
 * @param stayingOn tags on a digest that are not to be deleted, as far as known; they are looked after.
 * @param leaving hears of what deletions leave in the registry's storage until garbage is collected.
 */
export function tagDeleter(
  registry: Registry,
  repository: RepositoryName,
  protection: () => Promise<FindProtection>,
  stayingOn: (digest: Digest) => readonly Tag[],
  leaving: LeavingBlobs,
): TagDeleter {
  const byTag = deleterByTag(registry, repository, stayingOn);
  const byPlaceholder = deleterByPlaceholder(registry, repository, leaving);

  const deleteNow = async (chosen: TagToDelete): Promise<DeletionOutcome> =>
    (await byTag(chosen))
      ? { tag: chosen.tag, state: "deleted", method: "tag" }
      : await byPlaceholder(chosen);

  return async (chosen) => {
    const { tag } = chosen;
    const pattern = (await protection())(repository, tag);
    if (pattern !== null) {
      return { tag, state: "failed", problem: protectedProblem(repository, tag, pattern) };
    }
    try {
      const where = await whereabouts(registry, repository, chosen);
      switch (where.state) {
        case "moved":
          return { tag, ...where };
        case "gone":
          return { tag, state: "gone" };
        case "half-deleted":
          await deleteManifest(registry, repository, where.placeholder);
          return { tag, state: "deleted", method: "placeholder" };
        case "emptied":
          return await deleteNow({ tag, digest: null });
        case "unchanged":
          return await deleteNow(chosen);
      }
    } catch (error) {
      return { tag, state: "failed", problem: problemOf(error) };
    }
  };
}

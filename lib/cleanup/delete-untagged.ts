import type { IndexContext } from "#lib/index/context.ts";
import { problemOf } from "#lib/index/problem.ts";
import { verifyTags } from "#lib/index/refresh-tags.ts";
import { storeManifestDeleted } from "#lib/index/untagged.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { deleteManifest } from "#lib/registry/manifests.ts";
import { listTags } from "#lib/registry/tags.ts";
import { type Reach, reachOf, subjectOf } from "./reach.ts";
import type { UntaggedOutcome } from "./types.ts";

/**
 * Deletes manifests by digest, after asking the registry where every tag of the repository points now.
 *
 * One is kept that a tag names, that is inside an index that a tag names, or that is about (`subject`) one of these, unless
 * just that was chosen. When any tag cannot be read, none is deleted: it might be the one that still needs it.
 *
 * @param chosen of `digests` those that a person chose by themselves, such as a signature of an image that stays.
 */
export async function* deleteUntagged(
  context: IndexContext,
  repository: RepositoryName,
  digests: readonly Digest[],
  chosen: ReadonlySet<Digest>,
): AsyncGenerator<UntaggedOutcome, void, void> {
  if (digests.length === 0) return;
  let reach: Reach;
  try {
    const rows = await verifyTags(context, repository, await listTags(context.registry, repository));
    const unreadable = rows.find(
      ({ digest, problem }) => digest === null && problem?.code !== "MANIFEST_UNKNOWN",
    );
    if (unreadable?.problem) {
      for (const digest of digests) yield { digest, state: "failed", problem: unreadable.problem };
      return;
    }
    reach = await reachOf(context, repository, rows);
  } catch (error) {
    const problem = problemOf(error);
    for (const digest of digests) yield { digest, state: "failed", problem };
    return;
  }
  for (const digest of digests) yield await deleteOne(context, repository, digest, reach, chosen);
}

async function deleteOne(
  context: IndexContext,
  repository: RepositoryName,
  digest: Digest,
  reach: Reach,
  chosen: ReadonlySet<Digest>,
): Promise<UntaggedOutcome> {
  try {
    const reachedBy = chosen.has(digest)
      ? (reach.get(digest) ?? []).map(({ tag }) => tag)
      : await tagsNeeding(context, repository, digest, reach);
    if (reachedBy.length > 0) return { digest, state: "kept", reachedBy };
    await deleteManifest(context.registry, repository, digest);
    await storeManifestDeleted(context.db, context.registry.endpoint.slug, repository, digest);
    return { digest, state: "deleted" };
  } catch (error) {
    const problem = problemOf(error);
    if (problem.code !== "MANIFEST_UNKNOWN") return { digest, state: "failed", problem };
    // It is not there: what was wanted.
    await storeManifestDeleted(context.db, context.registry.endpoint.slug, repository, digest);
    return { digest, state: "deleted" };
  }
}

/** The tags that reach a manifest, or what it is about, or what that is about, and so on. */
async function tagsNeeding(
  context: IndexContext,
  repository: RepositoryName,
  digest: Digest,
  reach: Reach,
): Promise<Tag[]> {
  // Each digest covers the bytes that name the next one, so this comes to an end.
  for (let at: Digest | null = digest; at !== null; at = await subjectOf(context, repository, at)) {
    const tags = reach.get(at) ?? [];
    if (tags.length > 0) return [...new Set(tags.map(({ tag }) => tag))];
  }
  return [];
}

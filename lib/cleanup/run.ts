import type { IndexContext } from "#lib/index/context.ts";
import { inCompletionOrder } from "#lib/index/in-completion-order.ts";
import { problemOf } from "#lib/index/problem.ts";
import { verifyTags } from "#lib/index/refresh-tags.ts";
import { forgetTags } from "#lib/index/tag-rows.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { deleteManifest } from "#lib/registry/manifests.ts";
import { listTags } from "#lib/registry/tags.ts";
import { tagDeleter } from "./delete-tag.ts";
import { parentsOf } from "./reach.ts";
import type { DeletionEvent, TagOnDigest, UntaggedOutcome } from "./types.ts";

/**
 * Tags deleted at a time. distribution walks every tag of the repository for each digest it deletes, so more only makes
 * them wait for one another.
 */
const concurrency = 4;

/** What a person confirmed. */
export interface Deletion {
  readonly repository: RepositoryName;
  /** Each with the digest of the preview; one that points elsewhere now is left alone. */
  readonly tags: readonly TagOnDigest[];
  /** Also delete these manifests once no tag and no index reaches them. */
  readonly untagged: readonly Digest[];
}

/**
 * Deletes the confirmed tags, exactly those, telling of each as it is done; then the manifests confirmed with them, if
 * nothing reaches them; then looks whether every tag that should have stayed is still there.
 *
 * The caller has refused a registry that is read-only or does not delete (`previewDeletion`'s `blocked`).
 *
 * @throws {RegistryError} where the registry's list of tags cannot be read before anything was deleted, or afterwards.
 */
export async function* runDeletion(
  context: Pick<IndexContext, "db" | "registry">,
  { repository, tags, untagged }: Deletion,
): AsyncGenerator<DeletionEvent, void, void> {
  const { registry, db } = context;
  const before = await listTags(registry, repository);

  for await (const outcome of inCompletionOrder(tags, concurrency, tagDeleter(registry, repository))) {
    if (outcome.state === "deleted" || outcome.state === "gone") {
      await forgetTags(db, registry.endpoint.slug, repository, [outcome.tag]);
    }
    yield { type: "tag", outcome };
  }
  for await (const outcome of deleteUntagged(context, repository, untagged)) yield { type: "untagged", outcome };

  const after = new Set(await listTags(registry, repository));
  const chosen = new Set(tags.map(({ tag }) => tag));
  yield { type: "done", missing: before.filter((tag) => !chosen.has(tag) && !after.has(tag)) };
}

/** Deletes manifests by digest, after asking the registry where every tag of the repository points now. */
async function* deleteUntagged(
  context: Pick<IndexContext, "db" | "registry">,
  repository: RepositoryName,
  digests: readonly Digest[],
): AsyncGenerator<UntaggedOutcome, void, void> {
  if (digests.length === 0) return;
  const { db, registry } = context;
  const rows = await verifyTags(context, repository, await listTags(registry, repository));
  const tagsOn = Map.groupBy(rows, ({ digest }) => digest);
  const unreadable = rows.find(({ digest, problem }) => digest === null && problem?.code !== "MANIFEST_UNKNOWN");
  for (const digest of digests) {
    if (unreadable?.problem) {
      // A tag that cannot be read might be the one that still needs this manifest.
      yield { digest, state: "failed", problem: unreadable.problem };
      continue;
    }
    const holders = await parentsOf(db, registry.endpoint.slug, repository, digest);
    const reachedBy: Tag[] = [...(tagsOn.get(digest) ?? []), ...holders].map(({ tag }) => tag);
    yield reachedBy.length > 0
      ? { digest, state: "kept", reachedBy }
      : await deleteManifest(registry, repository, digest).then(
          (): UntaggedOutcome => ({ digest, state: "deleted" }),
          (error): UntaggedOutcome => ({ digest, state: "failed", problem: problemOf(error) }),
        );
  }
}

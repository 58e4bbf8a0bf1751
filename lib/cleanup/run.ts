import { announce } from "#lib/activity/announce.ts";
import type { IndexContext } from "#lib/index/context.ts";
import { storeGarbage } from "#lib/index/garbage.ts";
import { inCompletionOrder } from "#lib/index/in-completion-order.ts";
import { forgetTags } from "#lib/index/store-tags.ts";
import { storedTagRows } from "#lib/index/tag-rows.ts";
import type { Problem } from "#lib/index/types.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { listTags } from "#lib/registry/tags.ts";
import { protectionOf } from "#lib/settings/protection.ts";
import { tagDeleter } from "./delete-tag.ts";
import { deleteUntagged } from "./delete-untagged.ts";
import { deletionBlocked } from "./deletion-allowed.ts";
import type { DeletionEvent, DeletionOutcome, TagToDelete } from "./types.ts";

/**
 * Tags deleted at a time. distribution walks every tag of the repository for each digest it deletes, so more only makes
 * them wait for one another.
 */
const concurrency = 4;

/** So many tags in a row that failed since nobody answered: the rest is not tried. */
const patience = 4;

/** Failures that say nothing of the tag, only that the registry is not to be reached. */
const unreachable: ReadonlySet<string> = new Set([
  "NAME_NOT_RESOLVED",
  "CONNECTION_REFUSED",
  "CONNECTION_LOST",
  "TIMEOUT",
  "TAG_LEFT_BEHIND",
]);

/** What a person confirmed. */
export interface Deletion {
  readonly repository: RepositoryName;
  /** Each with the digest of the preview; one that points elsewhere now is left alone. */
  readonly tags: readonly TagToDelete[];
  /** Also delete these manifests once no tag and no index reaches them. */
  readonly untagged: readonly Digest[];
}

/**
 * Deletes the confirmed tags, exactly those, telling of each as it is done; then the manifests confirmed with them, if
 * nothing reaches them; then looks whether every tag that should have stayed is still there.
 *
 * Protected tags fail with `TAG_PROTECTED` and are not touched, whoever asks.
 *
 * Where the registry deletes nothing (`deletionBlocked`), every tag fails with the reason and is not touched. That Stowage
 * may not delete here, the caller has checked.
 *
 * @throws {RegistryError} where the registry's list of tags cannot be read before anything was deleted, or afterwards.
 */
export async function* runDeletion(
  context: Pick<IndexContext, "db" | "registry">,
  { repository, tags, untagged }: Deletion,
): AsyncGenerator<DeletionEvent, void, void> {
  const { registry, db } = context;
  const { slug } = registry.endpoint;
  const before = await listTags(registry, repository);
  const blocked = await deletionBlocked(registry, repository);
  if (blocked !== null) {
    for (const { tag } of tags) yield { type: "tag", outcome: { tag, state: "failed", problem: blocked } };
    yield { type: "done", missing: [], remaining: [] };
    return;
  }

  const chosen = new Set(tags.map(({ tag }) => tag));
  const staying = (await storedTagRows(db, slug, repository)).filter(({ tag }) => !chosen.has(tag));
  const deleted = new Set<Tag>();
  for await (const outcome of deleteTags(
    context,
    repository,
    tags,
    before,
    Map.groupBy(staying, (row) => row.digest),
  )) {
    if (outcome.state === "deleted") deleted.add(outcome.tag);
    if (outcome.state === "deleted" || outcome.state === "gone") {
      await forgetTags(db, slug, repository, [outcome.tag]);
    }
    yield { type: "tag", outcome };
  }
  for await (const outcome of deleteUntagged(context, repository, untagged))
    yield { type: "untagged", outcome };

  if (deleted.size > 0)
    await announce(db, { registry: slug, repository, action: "delete", tags: [...deleted] });
  const after = new Set(await listTags(registry, repository));
  yield {
    type: "done",
    missing: before.filter((tag) => !chosen.has(tag) && !after.has(tag)),
    remaining: [...deleted].filter((tag) => after.has(tag)),
  };
}

async function* deleteTags(
  { registry, db }: Pick<IndexContext, "db" | "registry">,
  repository: RepositoryName,
  tags: readonly TagToDelete[],
  listed: readonly Tag[],
  stayingOn: ReadonlyMap<Digest | null, readonly { readonly tag: Tag }[]>,
): AsyncGenerator<DeletionOutcome, void, void> {
  const there = new Set(listed);
  const deleteTag = tagDeleter(
    registry,
    repository,
    () => protectionOf(db, registry.endpoint.slug),
    (digest) => (stayingOn.get(digest) ?? []).map(({ tag }) => tag),
    (blobs) => storeGarbage(db, registry.endpoint.slug, blobs, Date.now()),
  );
  let unanswered = 0;
  let lastProblem: Problem | undefined;
  yield* inCompletionOrder(tags, concurrency, async (chosen): Promise<DeletionOutcome> => {
    const { tag } = chosen;
    if (!there.has(tag)) return { tag, state: "gone" };
    if (unanswered >= patience && lastProblem !== undefined)
      return { tag, state: "failed", problem: lastProblem };
    const outcome = await deleteTag(chosen);
    const lost = outcome.state === "failed" && unreachable.has(outcome.problem.code);
    unanswered = lost ? unanswered + 1 : 0;
    if (outcome.state === "failed" && outcome.problem.code !== "TAG_LEFT_BEHIND")
      lastProblem = outcome.problem;
    return outcome;
  });
}

import { announce } from "#lib/activity/announce.ts";
import { chunks } from "#lib/index/chunks.ts";
import type { IndexContext } from "#lib/index/context.ts";
import { storeGarbage } from "#lib/index/garbage.ts";
import { inCompletionOrder } from "#lib/index/in-completion-order.ts";
import { isAboutRegistry } from "#lib/index/problem.ts";
import { forgetTags } from "#lib/index/store-tags.ts";
import { storedTagRows } from "#lib/index/tag-rows.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { listTags } from "#lib/registry/tags.ts";
import { protectionOf } from "#lib/settings/protection.ts";
import { tagDeleter } from "../delete-tag.ts";
import { deleteUntagged } from "../delete-untagged.ts";
import type { DeletionOutcome } from "../types.ts";
import { type ItemQuery, readItems, repositoriesOf, storeOutcome, updateItems } from "./item-rows.ts";
import { keepManifests } from "./kept-manifests.ts";
import { lookAfter } from "./look-after.ts";
import type { PlanItem } from "./types.ts";
import { whyNot } from "./why-not.ts";

/**
 * Tags deleted at a time. distribution walks every tag of the repository for each digest it deletes, so more only makes
 * them wait for one another.
 */
const concurrency = 4;

/** Items whose manifests are kept, and that are marked as begun, in one go. */
const itemsAtOnce = 50;

/** So many tags in a row that failed since nobody answered: the registry is taken to be away. */
const patience = 4;

/** Failures that say nothing of the tag, only that the registry is not to be reached. */
const unreachable: ReadonlySet<string> = new Set(["CONNECTION_LOST", "TIMEOUT", "TAG_LEFT_BEHIND"]);

const isUnreachable = (code: string) => unreachable.has(code) || isAboutRegistry(code);

/** What is not done yet, as far as is known. */
const pending = { states: ["planned", "begun"], included: true } as const satisfies ItemQuery;

/**
 * Carries out what of a plan is not done yet: in each repository its tags, and then its manifests, each only if it still is as
 * the plan has it and no pattern protects it. Bytes of manifests are kept first. Each outcome is kept as soon as it is known.
 *
 * May be broken off at any point, also by the end of the process, and called again: what was asked of the registry without
 * hearing an answer is looked at before anything else is done about it.
 *
 * @param context its signal is not for requests here: a request under way is waited for when `signal` fires, and no other is begun.
 * @throws {RegistryError} where the registry as a whole cannot be asked; what is not done stays planned.
 */
export async function runPlan(
  context: Pick<IndexContext, "db" | "registry">,
  plan: string,
  signal: AbortSignal,
): Promise<void> {
  for (const repository of await repositoriesOf(context.db, plan, pending)) {
    if (signal.aborted) return;
    await runInRepository(context, plan, repository, signal);
  }
}

async function runInRepository(
  context: Pick<IndexContext, "db" | "registry">,
  plan: string,
  repository: RepositoryName,
  signal: AbortSignal,
): Promise<void> {
  const { db } = context;
  const items = await readItems(db, plan, { ...pending, repository });
  const stop = await whyNot(context, repository);
  if (stop !== null) {
    for (const { position } of items)
      await storeOutcome(db, plan, position, { state: "failed", problem: stop });
    return;
  }
  await deleteTags(
    context,
    plan,
    repository,
    items.filter(({ kind }) => kind === "tag"),
    signal,
  );
  if (signal.aborted) return;
  await deleteManifests(
    context,
    plan,
    repository,
    items.filter(({ kind }) => kind === "manifest"),
    signal,
  );
}

async function deleteTags(
  context: Pick<IndexContext, "db" | "registry">,
  plan: string,
  repository: RepositoryName,
  items: readonly PlanItem[],
  signal: AbortSignal,
): Promise<void> {
  if (items.length === 0) return;
  const { db, registry } = context;
  const { slug } = registry.endpoint;
  const listed = new Set(await listTags(registry, repository));
  const chosen = new Set(items.map(({ reference }) => reference));
  const stayingOn = Map.groupBy(
    (await storedTagRows(db, slug, repository)).filter(({ tag }) => !chosen.has(tag)),
    ({ digest }) => digest,
  );
  const deleteTag = tagDeleter(
    registry,
    repository,
    () => protectionOf(db, slug),
    (digest) => (stayingOn.get(digest) ?? []).map(({ tag }) => tag),
    (blobs) => storeGarbage(db, slug, blobs, Date.now()),
  );
  for (const some of chunks(items, itemsAtOnce)) {
    if (signal.aborted) return;
    await begin(context, plan, repository, some);
    const along = neighbours();
    let left = some;
    while (left.length > 0 && !signal.aborted) {
      const tried = new Set<PlanItem>();
      const deleted: Tag[] = [];
      let unanswered = 0;
      const working = inCompletionOrder(left, concurrency, async (item) => {
        if (signal.aborted || unanswered >= patience) return undefined;
        const tag = item.reference as Tag;
        const outcome: DeletionOutcome = listed.has(tag)
          ? await deleteTag({ tag, digest: item.digest })
          : { tag, state: "gone" };
        return { item, outcome };
      });
      for await (const done of working) {
        if (done === undefined) continue;
        const { item, outcome } = done;
        tried.add(item);
        const lost = outcome.state === "failed" && isUnreachable(outcome.problem.code);
        unanswered = lost ? unanswered + 1 : 0;
        await storeTagOutcome(context, plan, repository, item, outcome);
        along.add(item, outcome, listed);
        if (outcome.state === "deleted") deleted.push(outcome.tag);
      }
      if (deleted.length > 0) {
        await announce(db, { registry: slug, repository, action: "delete", tags: deleted });
      }
      await updateItems(db, plan, along.positions(), { state: "deleted" });
      left = left.filter((item) => !tried.has(item));
      // Throws where the registry is away: what was not tried is left to whoever goes on.
      if (left.length > 0 && !signal.aborted) await listTags(registry, repository);
    }
  }
  if (!signal.aborted) await lookAfter(context, { plan, repository, chosen, before: listed, deleteTag });
}

/**
 * Finds tags that a registry took along when it was asked to delete another on their digest: they went by this plan, which was to
 * delete them too, and can be put back.
 */
function neighbours() {
  const gone: PlanItem[] = [];
  const byTag = new Set<Digest | null>();
  return {
    add: (item: PlanItem, outcome: DeletionOutcome, listed: ReadonlySet<string>) => {
      if (outcome.state === "gone" && listed.has(item.reference)) gone.push(item);
      if (outcome.state === "deleted" && outcome.method === "tag") byTag.add(item.digest);
    },
    positions: () => gone.filter(({ digest }) => byTag.has(digest)).map(({ position }) => position),
  };
}

async function storeTagOutcome(
  { db, registry }: Pick<IndexContext, "db" | "registry">,
  plan: string,
  repository: RepositoryName,
  item: PlanItem,
  outcome: DeletionOutcome,
): Promise<void> {
  // Begun before, by a process that did not hear the answer: then it is gone by this plan.
  const state = outcome.state === "gone" && item.state === "begun" ? "deleted" : outcome.state;
  await storeOutcome(db, plan, item.position, {
    state,
    method: outcome.state === "deleted" ? outcome.method : null,
    found: outcome.state === "moved" ? outcome.digest : null,
    problem: outcome.state === "failed" ? outcome.problem : null,
  });
  if (state === "deleted" || state === "gone") {
    await forgetTags(db, registry.endpoint.slug, repository, [outcome.tag]);
  }
}

async function deleteManifests(
  context: Pick<IndexContext, "db" | "registry">,
  plan: string,
  repository: RepositoryName,
  items: readonly PlanItem[],
  signal: AbortSignal,
): Promise<void> {
  if (items.length === 0) return;
  const { db } = context;
  await begin(context, plan, repository, items);
  const itemOf = new Map(items.map((item) => [item.reference, item]));
  const digests = items.map(({ reference }) => reference as Digest);
  const chosen = new Set(
    items.filter(({ role }) => role === "chosen").map(({ reference }) => reference as Digest),
  );
  for await (const outcome of deleteUntagged(context, repository, digests, chosen)) {
    const item = itemOf.get(outcome.digest);
    if (item === undefined) continue;
    await storeOutcome(db, plan, item.position, {
      state: outcome.state,
      problem: outcome.state === "failed" ? outcome.problem : null,
    });
    if (signal.aborted) return;
  }
}

/** Keeps the bytes of what goes, and then that it is begun with. */
async function begin(
  context: Pick<IndexContext, "db" | "registry">,
  plan: string,
  repository: RepositoryName,
  items: readonly PlanItem[],
): Promise<void> {
  const digests = new Set(items.map(({ digest }) => digest).filter((digest) => digest !== null));
  await keepManifests(context, repository, [...digests]);
  await updateItems(
    context.db,
    plan,
    items.map(({ position }) => position),
    { state: "begun" },
  );
}

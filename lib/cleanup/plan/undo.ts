import { announce } from "#lib/activity/announce.ts";
import type { IndexContext } from "#lib/index/context.ts";
import { problemOfOne } from "#lib/index/problem.ts";
import { verifyTags } from "#lib/index/refresh-tags.ts";
import type { Problem } from "#lib/index/types.ts";
import { storeUntagged } from "#lib/index/untagged.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { putManifest } from "#lib/registry/manifests.ts";
import { digestNow } from "../whereabouts.ts";
import { readItems, repositoriesOf, storeUndo } from "./item-rows.ts";
import { keptManifest } from "./kept-manifests.ts";
import { manifestPutter } from "./put-back.ts";
import type { PlanItem, UndoState } from "./types.ts";

/**
 * Puts back what somebody asked for of a plan: in each repository the manifests, those inside an index before it, and then the
 * tags. A tag that was pushed again meanwhile is left where it is. Nothing is put back of which a blob is missing.
 *
 * May be broken off at any point, and called again.
 *
 * @throws {RegistryError} where the registry as a whole cannot be asked.
 */
export async function undoItems(
  context: Pick<IndexContext, "db" | "registry">,
  plan: string,
  signal: AbortSignal,
): Promise<void> {
  for (const repository of await repositoriesOf(context.db, plan, { undo: "asked" })) {
    const items = await readItems(context.db, plan, { repository, undo: "asked" });
    await undoInRepository(context, plan, repository, items, signal);
    if (signal.aborted) return;
  }
}

async function undoInRepository(
  context: Pick<IndexContext, "db" | "registry">,
  plan: string,
  repository: RepositoryName,
  items: readonly PlanItem[],
  signal: AbortSignal,
): Promise<void> {
  const { db, registry } = context;
  const { slug } = registry.endpoint;
  const putBack = manifestPutter(context, repository);
  for (const { kind, digest, position } of items) {
    if (kind !== "manifest" || digest === null) continue;
    if (signal.aborted) return;
    const problem = await problemWith(() => putBack(digest));
    await storeUndo(db, plan, position, problem === null ? "restored" : "failed", problem);
    if (problem === null) await storeUntagged(db, slug, repository, [digest], Date.now());
  }

  const restored: Tag[] = [];
  for (const item of items) {
    if (item.kind !== "tag") continue;
    if (signal.aborted) break;
    const tag = item.reference as Tag;
    const { state, problem } = await putTagBack(context, repository, tag, item.digest, putBack);
    await storeUndo(db, plan, item.position, state, problem);
    if (state === "restored") restored.push(tag);
  }
  if (restored.length === 0) return;
  await verifyTags(context, repository, restored);
  await announce(db, { registry: slug, repository, action: "push", tags: restored });
}

async function putTagBack(
  { db, registry }: Pick<IndexContext, "db" | "registry">,
  repository: RepositoryName,
  tag: Tag,
  digest: Digest | null,
  putBack: (digest: Digest) => Promise<Problem | null>,
): Promise<{ readonly state: UndoState; readonly problem: Problem | null }> {
  if (digest === null) {
    const message = `${repository}:${tag} had nothing behind it when it was deleted, so there is nothing to put back.`;
    return { state: "failed", problem: { code: "UNDO_EMPTY", message, params: { repository, tag } } };
  }
  let occupied: Digest | null = null;
  const problem = await problemWith(async () => {
    const now = await digestNow(registry, repository, tag);
    if (now === digest) return null;
    if (now !== null) {
      occupied = now;
      return null;
    }
    const missing = await putBack(digest);
    if (missing !== null) return missing;
    const kept = await keptManifest(db, digest);
    if (kept === undefined) throw new Error(`The manifest ${digest} was put back without being kept.`);
    await putManifest(registry, repository, tag, kept.bytes, kept.mediaType);
    return null;
  });
  if (problem !== null) return { state: "failed", problem };
  return { state: occupied === null ? "restored" : "occupied", problem: null };
}

/** What a registry is to blame for, as a problem; what concerns the registry as a whole is thrown. */
async function problemWith(work: () => Promise<Problem | null>): Promise<Problem | null> {
  try {
    return await work();
  } catch (error) {
    return problemOfOne(error);
  }
}

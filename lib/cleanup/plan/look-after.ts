import type { IndexContext } from "#lib/index/context.ts";
import { problemOf } from "#lib/index/problem.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { listTags } from "#lib/registry/tags.ts";
import type { TagDeleter } from "../delete-tag.ts";
import { whereabouts } from "../whereabouts.ts";
import { readItems, storeOutcome } from "./item-rows.ts";
import { updatePlan } from "./plan-rows.ts";
import type { PlanItem } from "./types.ts";

/** What was done in a repository. */
interface Done {
  readonly plan: string;
  readonly repository: RepositoryName;
  /** Tags that this run was to delete. */
  readonly chosen: ReadonlySet<string>;
  /** Tags that were listed before. */
  readonly before: ReadonlySet<Tag>;
  readonly deleteTag: TagDeleter;
}

/**
 * Looks whether the registry still lists what is deleted, and whether what should have stayed is there.
 *
 * A request of a process that was killed may be carried out late, and point a tag at its placeholder again that the next process
 * has deleted: it is deleted once more.
 *
 * @throws {RegistryError} where the registry cannot be asked.
 */
export async function lookAfter(
  context: Pick<IndexContext, "db" | "registry">,
  { plan, repository, chosen, before, deleteTag }: Done,
): Promise<void> {
  const { db, registry } = context;
  const after = new Set<string>(await listTags(registry, repository));
  const deleted = await readItems(db, plan, { repository, kind: "tag", states: ["deleted"] });
  for (const item of deleted) {
    if (!after.has(item.reference)) continue;
    const again = await deletedAgain(context, repository, item, deleteTag);
    if (again || !chosen.has(item.reference)) continue;
    const { name } = registry.endpoint;
    await storeOutcome(db, plan, item.position, {
      state: "failed",
      problem: {
        code: "TAG_STILL_LISTED",
        message: `${name} says that it deleted ${repository}:${item.reference}, and still lists it. Look at it again in a moment; somebody may have pushed it anew.`,
        params: { registry: name, repository, tag: item.reference },
      },
    });
  }
  const missing = [...before].filter((tag) => !chosen.has(tag) && !after.has(tag));
  if (missing.length === 0) return;
  await updatePlan(db, plan, {
    problem_code: "TAGS_MISSING",
    problem_message: `These tags of ${repository} are not part of the plan, and are gone since it was begun: ${missing.slice(0, 20).join(", ")}. Somebody else has deleted them meanwhile, or this is a defect.`,
  });
}

/** Deletes a tag again that is on the placeholder of its own deletion, and nothing else. */
async function deletedAgain(
  { registry }: Pick<IndexContext, "registry">,
  repository: RepositoryName,
  item: PlanItem,
  deleteTag: TagDeleter,
): Promise<boolean> {
  const chosen = { tag: item.reference as Tag, digest: item.digest };
  try {
    if ((await whereabouts(registry, repository, chosen)).state !== "half-deleted") return false;
  } catch (error) {
    // Then it is told that the tag is listed, which is all that is known.
    problemOf(error);
    return false;
  }
  return (await deleteTag(chosen)).state === "deleted";
}

import { setTimeout as delay } from "node:timers/promises";
import { database } from "#lib/db/database.ts";
import { garbageBlobs } from "#lib/index/garbage.ts";
import { openIndex } from "#lib/index/open-index.ts";
import { untaggedRows } from "#lib/index/untagged.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { findRegistry, type RegistrySetting, registryFor } from "#lib/settings/registries.ts";
import { CleanupError } from "../cleanup-error.ts";
import { readOnlyError } from "../deletion-allowed.ts";
import { choiceOf, type PlanSelection } from "./choice.ts";
import { type Collection, type Collector, collectionAfter } from "./collection.ts";
import { plannedOf } from "./compose.ts";
import { createPlan, type PlanDraft } from "./create.ts";
import { withDetails } from "./item-details.ts";
import { countItems, type ItemQuery, readItems, repositoriesOf } from "./item-rows.ts";
import { workOnPlan, workOnUndo } from "./plan-job.ts";
import { listPlans, readPlan } from "./plan-rows.ts";
import { workInBackground } from "./plan-schedule.ts";
import { reachedByTags } from "./reached-by-tags.ts";
import { applyPlan, askUndo, leaveOut, type PlanOrder, pausePlan, retryPlan } from "./steer.ts";
import type { Plan, PlanChoice, PlanItemDetail, PlanPerson } from "./types.ts";

/** A plan that is found this fast is answered with all that goes along, and need not be asked for again. In milliseconds. */
const patience = 3_000;

/** What the caller says of a new plan. */
export type NewPlan = Pick<PlanDraft, "title" | "madeBy" | "saved" | "apply">;

/**
 * Makes a plan of what a person selected. Answers at the latest after three seconds; a larger plan is then still `making`.
 *
 * @param stopping ends the work when the server stops; it is gone on with at its next start.
 * @throws {SettingsError} where no registry has this slug.
 * @throws {RegistryError} where a tag that is not known cannot be asked for.
 * @throws {CleanupError} `PLAN_EMPTY`
 */
export async function planSelection(
  slug: string,
  selection: PlanSelection,
  plan: NewPlan,
  stopping: AbortSignal,
): Promise<Plan> {
  const { context } = await openIndex(slug);
  const choice = await choiceOf(context, selection);
  const { repository } = selection;
  return makePlan({ ...plan, registry: slug, origin: { kind: "selection", repository } }, [choice], stopping);
}

/**
 * Makes a plan of all manifests that are known to be there and that no tag reaches, of a repository or of the whole registry. What
 * an image's index names or what is attached to an image is left out.
 *
 * @throws as {@link planSelection}.
 */
export async function planUntagged(
  slug: string,
  repository: RepositoryName | undefined,
  plan: NewPlan,
  stopping: AbortSignal,
): Promise<Plan> {
  await findRegistry(slug);
  const db = database();
  const choices: PlanChoice[] = [];
  for (const [name, rows] of Map.groupBy(await untaggedRows(db, slug, repository), (row) => row.repository)) {
    const reached = await reachedByTags(
      db,
      slug,
      name,
      rows.map(({ digest }) => digest),
    );
    const untagged = rows.filter(({ digest }) => !reached.has(digest)).map(({ digest }) => ({ digest }));
    if (untagged.length > 0) choices.push({ repository: name, tags: [], untagged });
  }
  return makePlan({ ...plan, registry: slug, origin: { kind: "untagged" } }, choices, stopping);
}

/** Makes a plan of what is chosen already; see {@link planSelection}. */
export async function makePlan(
  draft: PlanDraft,
  choices: Iterable<PlanChoice> | AsyncIterable<PlanChoice>,
  stopping: AbortSignal,
): Promise<Plan> {
  const id = await createPlan(database(), draft, choices);
  return worked(id, stopping);
}

/**
 * A plan of a registry.
 *
 * @throws {CleanupError} `PLAN_UNKNOWN`, also where it is another registry's.
 */
export async function planOf(slug: string, id: string): Promise<Plan> {
  const plan = await readPlan(database(), id);
  if (plan.registry === slug) return plan;
  throw new CleanupError("PLAN_UNKNOWN", `There is no plan ${id} of this registry.`, { plan: id });
}

/** The plans of a registry that somebody keeps or ran, the newest first. */
export async function plansOf(slug: string, limit: number, before?: number): Promise<Plan[]> {
  await findRegistry(slug);
  return listPlans(database(), slug, limit, before);
}

/** The same with their registry. */
export async function planListPage(
  slug: string,
  limit: number,
  before?: number,
): Promise<{ readonly setting: RegistrySetting; readonly plans: readonly Plan[] }> {
  const setting = await findRegistry(slug);
  return { setting, plans: await listPlans(database(), slug, limit, before) };
}

/** Some items of a plan, and how many there are in all. */
export async function planItems(
  slug: string,
  id: string,
  query: ItemQuery,
): Promise<{ readonly total: number; readonly items: readonly PlanItemDetail[] }> {
  await planOf(slug, id);
  const db = database();
  const { offset: _, limit: __, ...all } = query;
  const items = await withDetails(db, slug, id, await readItems(db, id, query));
  return { total: await countItems(db, id, all), items };
}

/** A plan with what its page shows at once: its registry, and the repositories that it speaks of. */
export async function planPage(
  slug: string,
  id: string,
): Promise<{
  readonly setting: RegistrySetting;
  readonly plan: Plan;
  readonly repositories: readonly RepositoryName[];
}> {
  const setting = await findRegistry(slug);
  return { setting, plan: await planOf(slug, id), repositories: await repositoriesOf(database(), id) };
}

/** The repositories of a plan. */
export async function planRepositories(slug: string, id: string): Promise<RepositoryName[]> {
  await planOf(slug, id);
  return repositoriesOf(database(), id);
}

/** Takes items out of a plan, or puts them back in, and finds what follows from that. */
export async function trimPlan(
  slug: string,
  id: string,
  positions: readonly number[],
  leftOut: boolean,
  stopping: AbortSignal,
): Promise<Plan> {
  await planOf(slug, id);
  await leaveOut(database(), id, positions, leftOut);
  return worked(id, stopping);
}

/**
 * Begins to carry a plan out, or tries again what failed.
 *
 * @throws {CleanupError} `PLAN_UNKNOWN`, `PLAN_NOT_READY`, `PLAN_EMPTY`; `READ_ONLY` where the registry may not be changed.
 */
export async function runPlanNow(
  slug: string,
  id: string,
  how: "apply" | "retry",
  by: PlanPerson,
  order: PlanOrder,
  stopping: AbortSignal,
): Promise<Plan> {
  await changeablePlan(slug, id);
  const db = database();
  if (how === "apply") await applyPlan(db, id, by, order);
  else await retryPlan(db, id, order);
  workInBackground(`The plan ${id}`, workOnPlan(db, id, stopping));
  return readPlan(db, id);
}

/**
 * Lets a plan go on after a pause.
 *
 * @throws {CleanupError} as {@link runPlanNow}.
 */
export async function resumePlanNow(slug: string, id: string, stopping: AbortSignal): Promise<Plan> {
  await changeablePlan(slug, id);
  const db = database();
  await pausePlan(db, id, false);
  workInBackground(`The plan ${id}`, workOnPlan(db, id, stopping));
  return readPlan(db, id);
}

/**
 * Begins to put back what a plan has deleted, or some of it.
 *
 * @throws {CleanupError} as {@link runPlanNow}; `NOTHING_TO_UNDO`.
 */
export async function undoPlanNow(
  slug: string,
  id: string,
  positions: readonly number[] | undefined,
  order: PlanOrder,
  stopping: AbortSignal,
): Promise<Plan> {
  await changeablePlan(slug, id);
  const db = database();
  await askUndo(db, id, positions, order);
  workInBackground(`Undoing the plan ${id}`, workOnUndo(db, id, stopping));
  return readPlan(db, id);
}

/** What collecting a registry's garbage frees once a plan was carried out, with all that is garbage anyway. */
export async function planCollection(slug: string, id: string, collector: Collector): Promise<Collection> {
  await planOf(slug, id);
  const db = database();
  return collectionAfter(db, slug, await plannedOf({ db }, id), collector, await garbageBlobs(db, slug));
}

/** Refuses what would change a registry that an administrator made read-only. */
async function changeablePlan(slug: string, id: string): Promise<void> {
  await planOf(slug, id);
  const { readOnly } = await findRegistry(slug);
  if (readOnly) throw readOnlyError(await registryFor(slug));
}

async function worked(id: string, stopping: AbortSignal): Promise<Plan> {
  const db = database();
  const work = workOnPlan(db, id, stopping);
  const waited = new AbortController();
  try {
    await Promise.race([work, delay(patience, undefined, { signal: waited.signal })]);
  } finally {
    waited.abort();
  }
  workInBackground(`The plan ${id}`, work);
  return readPlan(db, id);
}

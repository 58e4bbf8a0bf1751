import type { IndexContext } from "#lib/index/context.ts";
import { problemOfOne } from "#lib/index/problem.ts";
import { refreshTags } from "#lib/index/refresh-tags.ts";
import { recountRegistry } from "#lib/index/sizes/recount.ts";
import type { Problem } from "#lib/index/types.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { CleanupError } from "../cleanup-error.ts";
import { readOnlyProblem } from "../deletion-allowed.ts";
import { askReferrers } from "./ask-referrers.ts";
import { composeRepository } from "./compose-repository.ts";
import { forecastOf } from "./forecast.ts";
import { countItems, readItems, repositoriesOf, storeOutcome } from "./item-rows.ts";
import { readPlan, updatePlan } from "./plan-rows.ts";
import type { Planned, PlannedRepository } from "./planned.ts";
import { forecastText } from "./stored-forecast.ts";
import type { PlanItem } from "./types.ts";
import { whyNotAnywhere } from "./why-not.ts";

/** Of a plan with no more tags than this, each is asked for; a larger one takes them as they were last seen, and is checked tag by tag when it runs. */
const askAtMost = 1_000;

/**
 * Finds what goes along with what a plan has chosen, what stays, and what that frees; after it was made, and each time that
 * somebody takes something out of it or puts it back.
 *
 * @param look whether the registry is asked for the tags of the repositories first, and whether it deletes.
 * @param readOnly the registry's own setting in Stowage.
 * @throws {RegistryError} where the registry cannot be asked.
 * @throws {CleanupError} `PLAN_UNKNOWN`; `PLAN_NOT_READY` where it was carried out.
 */
export async function composePlan(
  context: IndexContext,
  id: string,
  look: boolean,
  readOnly = false,
): Promise<void> {
  const { db, registry } = context;
  const { slug } = registry.endpoint;
  const { state } = await readPlan(db, id);
  if (state !== "making" && state !== "ready") {
    throw new CleanupError("PLAN_NOT_READY", "This plan was carried out, so nothing of it can be changed.");
  }
  await updatePlan(db, id, { state: "making", forecast: null });
  const repositories = await repositoriesOf(db, id);
  const ask = look && (await countItems(db, id)) <= askAtMost;
  const referrers = askReferrers(context);
  for (const repository of repositories) {
    if (look && !(await isReadable(context, id, repository))) continue;
    await composeRepository(context, id, repository, { ask, referrers });
  }
  await recountRegistry(db, slug);
  const forecast = await forecastOf(db, slug, id, await plannedOf(context, id));
  const blocked = await blockedIn(context, repositories, look, readOnly);
  await updatePlan(db, id, { state: "ready", forecast: forecastText(forecast, blocked) });
}

async function blockedIn(
  context: IndexContext,
  repositories: readonly RepositoryName[],
  look: boolean,
  readOnly: boolean,
): Promise<Problem | null> {
  if (readOnly) return readOnlyProblem(context.registry);
  return look ? whyNotAnywhere(context, repositories) : null;
}

/** What a plan deletes, as it stands in its items. */
export async function plannedOf(context: Pick<IndexContext, "db">, id: string): Promise<Planned> {
  const planned = new Map<RepositoryName, PlannedRepository>();
  for (const repository of await repositoriesOf(context.db, id)) {
    planned.set(
      repository,
      asPlanned(
        await readItems(context.db, id, { repository, states: ["planned", "begun"], included: true }),
      ),
    );
  }
  return planned;
}

/** Lists a repository's tags anew and reads what is new. Where that fails, its items say why, and the others go on. */
async function isReadable(context: IndexContext, id: string, repository: RepositoryName): Promise<boolean> {
  try {
    for await (const _ of refreshTags(context, repository));
    return true;
  } catch (error) {
    const problem = problemOfOne(error);
    // Gone as a whole, and forgotten by now: so are its tags.
    if (problem.code === "NAME_UNKNOWN") return true;
    for (const { position } of await readItems(context.db, id, { repository })) {
      await storeOutcome(context.db, id, position, { state: "failed", problem });
    }
    return false;
  }
}

function asPlanned(items: readonly PlanItem[]): PlannedRepository {
  const of = (wanted: PlanItem["kind"]) =>
    items.filter(({ kind }) => kind === wanted).map(({ reference }) => reference);
  return { tags: new Set(of("tag") as Tag[]), manifests: new Set(of("manifest") as Digest[]) };
}

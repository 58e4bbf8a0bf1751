import type { IndexContext } from "#lib/index/context.ts";
import { isAboutRegistry, problemOf } from "#lib/index/problem.ts";
import { refreshTags } from "#lib/index/refresh-tags.ts";
import { recountRegistry } from "#lib/index/sizes/recount.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { CleanupError } from "../cleanup-error.ts";
import { askReferrers } from "./ask-referrers.ts";
import { composeRepository } from "./compose-repository.ts";
import { freedBytes } from "./freed.ts";
import { countItems, readItems, repositoriesOf, storeOutcome } from "./item-rows.ts";
import { readPlan, updatePlan } from "./plan-rows.ts";
import type { Planned, PlannedRepository } from "./planned.ts";
import type { Forecast, PlanItem } from "./types.ts";

/** Of a plan with no more tags than this, each is asked for; a larger one takes them as they were last seen, and is checked tag by tag when it runs. */
const askAtMost = 1_000;

/**
 * Finds what goes along with what a plan has chosen, what stays, and what that frees; after it was made, and each time that
 * somebody takes something out of it or puts it back.
 *
 * @param look whether the registry is asked for the tags of the repositories first.
 * @throws {RegistryError} where the registry cannot be asked.
 * @throws {CleanupError} `PLAN_UNKNOWN`; `PLAN_NOT_READY` where it was carried out.
 */
export async function composePlan(context: IndexContext, id: string, look: boolean): Promise<void> {
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
  const forecast = await forecastOf(context, id, await plannedOf(context, id));
  await updatePlan(db, id, { state: "ready", forecast: JSON.stringify(forecast) });
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
    const problem = problemOf(error);
    if (isAboutRegistry(problem.code)) throw error;
    // Gone as a whole, and forgotten by now: so are its tags.
    if (problem.code === "NAME_UNKNOWN") return true;
    for (const { position } of await readItems(context.db, id, { repository })) {
      await storeOutcome(context.db, id, position, { state: "failed", problem });
    }
    return false;
  }
}

async function forecastOf({ db, registry }: IndexContext, id: string, planned: Planned): Promise<Forecast> {
  let tags = 0;
  let manifests = 0;
  let repositories = 0;
  for (const repository of planned.values()) {
    tags += repository.tags.size;
    manifests += repository.manifests.size;
    if (repository.tags.size + repository.manifests.size > 0) repositories += 1;
  }
  const { slug } = registry.endpoint;
  const unread = await db
    .selectFrom("index_repositories")
    .select(({ fn }) => fn.sum<number | null>("unread").as("unread"))
    .where("registry", "=", slug)
    .executeTakeFirst();
  return {
    repositories,
    tags,
    manifests,
    staying: await countItems(db, id, { states: ["stays"] }),
    bytes: await freedBytes(db, slug, planned),
    unread: Number(unread?.unread ?? 0),
  };
}

function asPlanned(items: readonly PlanItem[]): PlannedRepository {
  const of = (wanted: PlanItem["kind"]) =>
    items.filter(({ kind }) => kind === wanted).map(({ reference }) => reference);
  return { tags: new Set(of("tag") as Tag[]), manifests: new Set(of("manifest") as Digest[]) };
}

import { randomUUID } from "node:crypto";
import { config } from "#lib/config.ts";
import { database } from "#lib/db/database.ts";
import { garbageBlobs } from "#lib/index/garbage.ts";
import { openIndex } from "#lib/index/open-index.ts";
import { readJob } from "#lib/jobs/jobs.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { processSettings } from "#lib/settings/context.ts";
import { findRegistry, type RegistrySetting } from "#lib/settings/registries.ts";
import { CleanupError } from "../cleanup-error.ts";
import { readOnlyProblem } from "../deletion-allowed.ts";
import { type TagOfRepository, tagsOnIndexes } from "../plan/broken-tags.ts";
import { type Collection, collectionAfter } from "../plan/collection.ts";
import type { PlanPerson } from "../plan/types.ts";
import { collectionJobId, insertCollection, listCollections, readCollection } from "./collection-rows.ts";
import type { CollectionProgress, CollectionRun, CollectorState } from "./collection-types.ts";
import { type CollectorDraft, collectorOf } from "./collector-setting.ts";
import { readCollector, saveCollector } from "./collector-store.ts";
import { collectionCommands } from "./commands.ts";
import type { Commands } from "./commands-types.ts";
import { emptyRepositories } from "./empty-repositories.ts";
import { forgetCollected } from "./forget-collected.ts";
import { garbageNow } from "./predict.ts";
import { removalCommands } from "./removal-commands.ts";
import { beginCollection } from "./run-collection.ts";
import { unreachedManifests } from "./unreached.ts";
import type { UnreachedPage } from "./untagged-types.ts";

/** Collections that a page shows. */
const shownRuns = 20;

/** Collections of a registry, and how far the one under way is. */
export interface CollectionRuns {
  readonly runs: readonly CollectionRun[];
  readonly progress: CollectionProgress | null;
}

/** What collecting would free now, and which tags it would break, without and with `--delete-untagged`. */
export interface CollectionForecast {
  readonly keeping: Collection;
  readonly deleting: Collection;
  /** Tags that an earlier `--delete-untagged` has broken. */
  readonly lost: readonly TagOfRepository[];
}

/** Some repositories that are left empty, with what to run so that they go. */
export interface EmptyRepositories {
  readonly removals: readonly { readonly repository: RepositoryName; readonly commands: Commands }[];
  /** Where to go on; null where that was all. */
  readonly next: string | null;
}

/** What the page of a registry's collection begins with. */
export interface CollectionView {
  readonly registry: RegistrySetting;
  readonly collector: CollectorState;
  /** What to run, without and with `--delete-untagged`. */
  readonly commands: { readonly keeping: Commands; readonly deleting: Commands };
  readonly runs: CollectionRuns;
}

/**
 * What the page of a registry's collection begins with.
 *
 * @throws {SettingsError} where no registry has this slug.
 */
export async function collectionView(slug: string): Promise<CollectionView> {
  const { registry, collector } = await collectorStateOf(slug);
  const { setting } = collector;
  const commands = {
    keeping: collectionCommands(setting, false),
    deleting: collectionCommands(setting, true),
  };
  return { registry, collector, commands, runs: await collectionsOf(slug) };
}

/**
 * How a registry's garbage is collected, and by what Stowage can run that: its webhook, else the command of the environment.
 *
 * @throws {SettingsError} where no registry has this slug.
 */
export async function collectorStateOf(
  slug: string,
): Promise<{ readonly registry: RegistrySetting; readonly collector: CollectorState }> {
  const registry = await findRegistry(slug);
  const stored = await readCollector({ db: database() }, slug);
  const hasCommand = config().collectCommand !== undefined;
  const runs = stored.setting.webhook === null ? (hasCommand ? "command" : null) : "webhook";
  return { registry, collector: { ...stored, runs } };
}

/**
 * Keeps how a registry's garbage is collected.
 *
 * @throws {SettingsError} as `saveCollector`, and where no registry has this slug.
 */
export async function describeCollector(slug: string, draft: CollectorDraft): Promise<CollectorState> {
  await findRegistry(slug);
  await saveCollector(processSettings(), slug, draft, Date.now());
  return (await collectorStateOf(slug)).collector;
}

/** The latest collections of a registry. */
export async function collectionsOf(slug: string): Promise<CollectionRuns> {
  await findRegistry(slug);
  const db = database();
  const runs = await listCollections(db, slug, shownRuns);
  const job = await readJob(db, collectionJobId(slug), Date.now());
  // Written by run-collection.ts alone.
  return { runs, progress: job.state === "running" ? (job.progress as CollectionProgress | null) : null };
}

/**
 * A collection with what it printed.
 *
 * @throws {CleanupError} `COLLECTION_UNKNOWN`
 */
export async function collectionOf(slug: string, id: string): Promise<CollectionRun> {
  await findRegistry(slug);
  return readCollection(database(), slug, id);
}

/**
 * Begins to collect.
 *
 * @throws {CleanupError} `COLLECTION_NOT_SET_UP`, `COLLECTION_RUNNING`, `READ_ONLY`
 */
export async function startCollection(
  slug: string,
  deleteUntagged: boolean,
  by: PlanPerson,
  stopping: AbortSignal,
): Promise<CollectionRun> {
  const { collector } = await collectorStateOf(slug);
  const { context, setting } = await openIndex(slug);
  if (setting.readOnly) {
    const { message, params } = readOnlyProblem(context.registry);
    throw new CleanupError("READ_ONLY", message, params);
  }
  if (collector.runs === null) {
    throw new CleanupError(
      "COLLECTION_NOT_SET_UP",
      "Stowage cannot run this registry’s collection: set a webhook, or STOWAGE_COLLECT_COMMAND.",
    );
  }
  const order = { setting: collector.setting, means: collector.runs, deleteUntagged, by };
  return readCollection(database(), slug, await beginCollection(context, order, stopping));
}

/**
 * Keeps that somebody has collected without Stowage: what was garbage before is gone.
 *
 * @param at when it began, in milliseconds since 1970; now where absent or later.
 */
export async function tellCollection(
  slug: string,
  at: number | undefined,
  deleteUntagged: boolean,
  by: PlanPerson,
): Promise<CollectionRun> {
  const { collector } = await collectorStateOf(slug);
  const db = database();
  const now = Date.now();
  const begunAt = Math.min(at ?? now, now);
  const how = collectorOf(collector.setting, deleteUntagged);
  const { staying } = await garbageNow(db, slug, how);
  const id = randomUUID();
  await insertCollection(db, slug, {
    id,
    state: "told",
    how: "elsewhere",
    begunBy: by,
    begunAt,
    endedAt: now,
    deleteUntagged,
    predicted: null,
  });
  await forgetCollected(db, slug, how, staying, begunAt);
  return readCollection(db, slug, id);
}

/** What collecting a registry's garbage would free now, by its kind. */
export async function collectionForecast(slug: string): Promise<CollectionForecast> {
  const { setting } = (await collectorStateOf(slug)).collector;
  const db = database();
  const gone = await garbageBlobs(db, slug);
  const after = (deleteUntagged: boolean) =>
    collectionAfter(db, slug, new Map(), collectorOf(setting, deleteUntagged), gone);
  return {
    keeping: await after(false),
    deleting: await after(true),
    lost: await tagsOnIndexes(db, slug, "lost"),
  };
}

/** Manifests of a registry that no tag reaches, each asked for just now. */
export async function unreachedOf(
  slug: string,
  after: string | undefined,
  limit: number,
  signal: AbortSignal,
): Promise<UnreachedPage> {
  const { context } = await openIndex(slug, signal);
  return unreachedManifests(context, { after, limit });
}

/** Repositories of a registry that are left empty, with what to run so that they go. */
export async function emptyRepositoriesOf(
  slug: string,
  after: string | undefined,
  limit: number,
): Promise<EmptyRepositories> {
  const { setting } = (await collectorStateOf(slug)).collector;
  const { repositories, next } = await emptyRepositories(database(), slug, { after, limit });
  const removals = repositories.map((repository) => ({
    repository,
    commands: removalCommands(setting, repository),
  }));
  return { removals, next };
}

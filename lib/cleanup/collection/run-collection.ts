import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { config } from "#lib/config.ts";
import type { Schema } from "#lib/db/schema.ts";
import type { IndexContext } from "#lib/index/context.ts";
import { runJob } from "#lib/jobs/run-job.ts";
import { RegistryError } from "#lib/registry/error.ts";
import { processSettings } from "#lib/settings/context.ts";
import { CleanupError } from "../cleanup-error.ts";
import { workInBackground } from "../plan/plan-schedule.ts";
import type { PlanPerson } from "../plan/types.ts";
import { collectionJobId, insertCollection, interruption, updateCollection } from "./collection-rows.ts";
import type { CollectionMeans, CollectionProgress } from "./collection-types.ts";
import { type CollectorSetting, collectorOf } from "./collector-setting.ts";
import { webhookSecret } from "./collector-store.ts";
import { compareCollection } from "./compare.ts";
import { type CollectionEnd, endOfCommand, endOfWebhook } from "./ends.ts";
import { forgetCollected } from "./forget-collected.ts";
import { bytesOf, garbageNow, knownSizes } from "./predict.ts";
import { type PrintedReader, readPrinted } from "./printed.ts";
import { runCommand } from "./run-command.ts";
import { runWebhook } from "./run-webhook.ts";
import { readUnknown } from "./unreached.ts";

/** This process among those that share the database. */
const owner = randomUUID();

const hour = 3_600_000;

/** How often what is printed is kept while it comes, in milliseconds. */
const keepEvery = 2_000;

/** Manifests that are read before it is said what a collection will free. */
const readAtMost = 2_000;

/** What is to be collected, and by what. */
export interface CollectionOrder {
  readonly setting: CollectorSetting;
  readonly means: CollectionMeans;
  readonly deleteUntagged: boolean;
  readonly by: PlanPerson;
}

/**
 * Begins to collect a registry's garbage; answers as soon as that is under way.
 *
 * @param stopping ends it when the server stops.
 * @returns its id.
 * @throws {CleanupError} `COLLECTION_RUNNING` where one is under way, here or in another process.
 */
export async function beginCollection(
  context: IndexContext,
  order: CollectionOrder,
  stopping: AbortSignal,
): Promise<string> {
  const { db, registry } = context;
  const { slug } = registry.endpoint;
  const id = randomUUID();
  const begun = Promise.withResolvers<void>();
  const options = { owner, signal: stopping, problemOf: notTold };
  const work = runJob<CollectionProgress>(db, collectionJobId(slug), options, async (control) => {
    await insertCollection(db, slug, {
      id,
      state: "running",
      how: order.means,
      begunBy: order.by,
      begunAt: Date.now(),
      endedAt: null,
      deleteUntagged: order.deleteUntagged,
      predicted: null,
    });
    begun.resolve();
    const printed = readPrinted((blobs) => control.report({ blobs }));
    await keepingOutput(db, id, printed, () => collect(context, order, id, printed, control.signal));
  });
  work.then((end) => {
    if (end !== "elsewhere") return;
    const message = "A collection of this registry’s garbage is under way. Wait until it has ended.";
    begun.reject(new CleanupError("COLLECTION_RUNNING", message));
  }, begun.reject);
  workInBackground(`Collecting the garbage of ${slug}`, work);
  await begun.promise;
  return id;
}

/** Predicts, collects, and compares. */
async function collect(
  context: IndexContext,
  order: CollectionOrder,
  id: string,
  printed: PrintedReader,
  signal: AbortSignal,
): Promise<void> {
  const { db, registry } = context;
  const { slug } = registry.endpoint;
  try {
    await readWhatCanBeRead(context);
    const collector = collectorOf(order.setting, order.deleteUntagged);
    const { blobs: predicted, staying } = await garbageNow(db, slug, collector);
    await updateCollection(db, id, { predicted: bytesOf(predicted) });
    const begunAt = Date.now();
    const end = await run(order, slug, printed, signal);
    const { blobs, manifests, tail } = printed.read();
    const told = manifests !== null || blobs.size > 0;
    const sizes = await knownSizes(db, slug, blobs);
    const result =
      end.state === "done" && told ? compareCollection(predicted, blobs, sizes, manifests) : null;
    if (end.state === "done") await forgetCollected(db, slug, collector, staying, begunAt, blobs);
    await updateCollection(db, id, {
      state: end.state,
      ended_at: Date.now(),
      result: result === null ? null : JSON.stringify(result),
      output: tail,
      ...(end.problem === null
        ? {}
        : { problem_code: end.problem.code, problem_message: end.problem.message }),
    });
  } catch (error) {
    const problem = signal.aborted
      ? { state: "interrupted", ...interruption }
      : {
          state: "failed",
          problem_code: "UNEXPECTED",
          problem_message: "Something went wrong inside Stowage.",
        };
    await updateCollection(db, id, { ...problem, ended_at: Date.now(), output: printed.read().tail });
    throw error;
  }
}

/** The registry may be stopped already for what follows: then is predicted what is known. */
async function readWhatCanBeRead(context: IndexContext): Promise<void> {
  try {
    await readUnknown(context, readAtMost);
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
  }
}

async function run(
  { setting, means, deleteUntagged }: CollectionOrder,
  slug: string,
  printed: PrintedReader,
  signal: AbortSignal,
): Promise<CollectionEnd> {
  const timeout = setting.hoursAtMost * hour;
  if (means === "command") {
    const path = config().collectCommand ?? "";
    const words = [slug, ...(deleteUntagged ? ["--delete-untagged"] : [])];
    return endOfCommand(await runCommand({ path, words, timeout, signal, printed }), path, setting);
  }
  const secret = await webhookSecret(processSettings(), slug);
  const url = setting.webhook ?? "";
  const hook = { url, secret, registry: slug, deleteUntagged, timeout, signal, printed };
  return endOfWebhook(await runWebhook(hook), url, setting);
}

/** Keeps what is printed while it comes, so that pages show it. */
async function keepingOutput(
  db: Kysely<Schema>,
  id: string,
  printed: PrintedReader,
  work: () => Promise<void>,
): Promise<void> {
  let keeping: Promise<unknown> = Promise.resolve();
  let failure: unknown;
  const keep = () =>
    updateCollection(db, id, { output: printed.tail() }).catch((error: unknown) => {
      failure ??= error;
    });
  const timer = setInterval(() => {
    keeping = keeping.then(keep);
  }, keepEvery);
  try {
    await work();
  } finally {
    clearInterval(timer);
    await keeping;
  }
  // The end was kept, so this was the database's passing trouble; whoever reads the log should know.
  if (failure !== undefined) throw failure;
}

function notTold(error: unknown): never {
  throw error;
}

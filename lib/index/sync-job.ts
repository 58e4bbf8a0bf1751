import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { database } from "#lib/db/database.ts";
import { isDatabaseError } from "#lib/db/database-error.ts";
import type { Schema } from "#lib/db/schema.ts";
import { readJob, requestRound, setPaused } from "#lib/jobs/jobs.ts";
import { type RoundEnd, runJob } from "#lib/jobs/run-job.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { findRegistry } from "#lib/settings/registries.ts";
import { SettingsError } from "#lib/settings/settings-error.ts";
import { openIndex } from "./open-index.ts";
import { problemOf } from "./problem.ts";
import { syncRegistry } from "./sync.ts";
import { syncJobId } from "./sync-job-id.ts";
import type { RegistrySync, SyncProgress } from "./types.ts";

/** This process among those that share the database. */
const owner = randomUUID();

/**
 * Runs a round of a registry's sync, unless another process does. What the registry is to blame for is kept with the job.
 *
 * @param changed hears of each repository in which something is new.
 * @throws what is a defect of ours, or the database's.
 */
export function runSync(
  db: Kysely<Schema>,
  slug: string,
  signal: AbortSignal,
  changed: (repository: RepositoryName) => void,
): Promise<RoundEnd> {
  return runJob<SyncProgress>(
    db,
    syncJobId(slug),
    {
      owner,
      signal,
      problemOf: (error) =>
        error instanceof SettingsError || isDatabaseError(error)
          ? { code: error.code, message: error.message }
          : problemOf(error),
    },
    async (control) => {
      const { setting, context } = await openIndex(slug, control.signal);
      const which = control.asked ? "all" : "lively";
      await syncRegistry(
        { ...context, changed },
        setting.repositories,
        { since: control.startedAt, which },
        control.report,
      );
    },
  );
}

/**
 * How the sync of a registry stands.
 *
 * @throws {SettingsError} where no registry has this slug.
 */
export async function registrySync(slug: string): Promise<RegistrySync> {
  await findRegistry(slug);
  const { state, startedAt, finishedAt, progress, problem } = await readJob(
    database(),
    syncJobId(slug),
    Date.now(),
  );
  return {
    state,
    startedAt,
    finishedAt,
    // Written by runSync alone.
    progress: progress as SyncProgress | null,
    problem: problem === null ? null : { ...problem, params: {} },
  };
}

/**
 * Has a registry read from now on, or stops reading it until somebody lets it go on.
 *
 * @throws {SettingsError} where no registry has this slug.
 */
export async function steerSync(slug: string, action: "start" | "pause" | "resume"): Promise<RegistrySync> {
  await findRegistry(slug);
  if (action === "start") await requestRound(database(), syncJobId(slug));
  else await setPaused(database(), syncJobId(slug), action === "pause");
  return registrySync(slug);
}

import { database } from "#lib/db/database.ts";
import { repeat } from "#lib/jobs/every.ts";
import { readJob } from "#lib/jobs/jobs.ts";
import { writeDown } from "#lib/jobs/write-down.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { listRegistries } from "#lib/settings/registries.ts";
import { runSync } from "./sync-job.ts";
import { syncJobId } from "./sync-job-id.ts";

/** How often it is looked whether a sync is due, in milliseconds. */
const lookEvery = 2_000;

/**
 * From now on, syncs each registry again when its last sync is `interval` old, or when somebody asks for it. Until `signal`
 * fires; rounds under way then end, and go on with the next start.
 *
 * @param interval in milliseconds; 0 leaves it to those who ask.
 * @param changed hears of each repository in which a sync found something new.
 */
export function scheduleSyncs(
  interval: number,
  signal: AbortSignal,
  changed: (registry: string, repository: RepositoryName) => void,
): void {
  const running = new Set<string>();
  const look = async () => {
    const db = database();
    for (const { slug } of await listRegistries()) {
      if (running.has(slug) || signal.aborted || !(await isDue(slug, interval, Date.now()))) continue;
      running.add(slug);
      void runSync(db, slug, signal, (repository) => changed(slug, repository))
        .catch((error: unknown) => writeDown(`The sync of ${slug}`, error))
        .finally(() => running.delete(slug));
    }
  };
  repeat({ every: lookEvery, what: "Looking for syncs that are due", signal }, look);
}

/** Whether a round is to be begun, or one that was interrupted to be gone on with. */
async function isDue(slug: string, interval: number, now: number): Promise<boolean> {
  const { state, asked, finishedAt } = await readJob(database(), syncJobId(slug), now);
  if (state !== "waiting") return false;
  if (asked) return true;
  return interval > 0 && (finishedAt === null || finishedAt + interval <= now);
}

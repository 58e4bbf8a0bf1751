import { database } from "#lib/db/database.ts";
import { repeat } from "#lib/jobs/every.ts";
import { markedRepositories } from "./marks.ts";
import { recountRepository } from "./recount.ts";

/** How often it is looked whether tags changed, in milliseconds. */
const lookEvery = 1_000;

/** A repository is counted at most this often: while its tags are read, they change all the time. In milliseconds. */
const atMostEvery = 3_000;

/** Repositories looked at in one go. */
const lookedAt = 500;

/**
 * From now on, counts repositories whose tags changed, until `signal` fires: after a deletion, while a large one is read, when
 * a process died while it counted, and at the first start after an update, all of them.
 */
export function scheduleRecounts(signal: AbortSignal): void {
  const counted = new Map<string, number>();
  const look = async () => {
    const db = database();
    const now = Date.now();
    for (const [key, at] of counted) if (at + atMostEvery <= now) counted.delete(key);
    for (const { registry, repository } of await markedRepositories(db, lookedAt)) {
      const key = `${registry}/${repository}`;
      if (signal.aborted) return;
      if (counted.has(key)) continue;
      await recountRepository(db, registry, repository);
      counted.set(key, Date.now());
    }
  };
  repeat({ every: lookEvery, what: "Counting sizes", signal }, look);
}

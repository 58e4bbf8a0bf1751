import { database } from "#lib/db/database.ts";
import { repeat } from "#lib/jobs/every.ts";
import { writeDown } from "#lib/jobs/write-down.ts";
import { plansToWorkOn, workOnPlan, workOnUndo } from "./plan-job.ts";

/** How often it is looked whether a plan is to be gone on with, in milliseconds. */
const lookEvery = 2_000;

/**
 * From now on, goes on with plans that somebody asked for and nobody works on: those of a process that died, and those that were
 * paused and are to go on. Until `signal` fires.
 */
export function schedulePlans(signal: AbortSignal): void {
  const look = async () => {
    const db = database();
    const { plans, undos } = await plansToWorkOn(db, Date.now());
    for (const id of plans)
      if (!signal.aborted) workInBackground(`The plan ${id}`, workOnPlan(db, id, signal));
    for (const id of undos) {
      if (!signal.aborted) workInBackground(`Undoing the plan ${id}`, workOnUndo(db, id, signal));
    }
  };
  repeat({ every: lookEvery, what: "Looking for plans to go on with", signal }, look);
}

/** Lets work go on by itself; what fails unexpectedly is written down. */
export function workInBackground(what: string, work: Promise<unknown>): void {
  void work.catch((error: unknown) => writeDown(what, error));
}

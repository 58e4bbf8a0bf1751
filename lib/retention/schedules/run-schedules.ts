import { CleanupError } from "#lib/cleanup/cleanup-error.ts";
import { database } from "#lib/db/database.ts";
import { repeat } from "#lib/jobs/every.ts";
import { RegistryError } from "#lib/registry/error.ts";
import { SettingsError } from "#lib/settings/settings-error.ts";
import { planPolicy } from "../plan-policy.ts";
import { RetentionError } from "../retention-error.ts";
import { type Schedule, storeScheduleOutcome, takeDueSchedule } from "./schedules.ts";

/** How often it is looked whether a schedule is due, in milliseconds. */
const lookEvery = 10_000;

/** From now on, has policies make plans at their times, until `signal` fires. A time that passed while no server ran is made up for once. */
export function runSchedules(signal: AbortSignal): void {
  repeat({ every: lookEvery, what: "Looking for schedules that are due", signal }, async () => {
    const db = database();
    for (;;) {
      const schedule = signal.aborted ? undefined : await takeDueSchedule(db, Date.now());
      if (schedule === undefined) return;
      await runSchedule(schedule, signal);
    }
  });
}

/**
 * Makes the plan of a schedule, and has it carried out unless it is a dry run. What keeps it from that is kept with the schedule.
 *
 * @throws what is a defect of ours, or the database's.
 */
export async function runSchedule(schedule: Schedule, stopping: AbortSignal): Promise<void> {
  const db = database();
  const by = { kind: "schedule", name: schedule.policy } as const;
  try {
    const plan = await planPolicy(
      schedule.registry,
      schedule.policy,
      {
        title: schedule.policy,
        madeBy: by,
        saved: true,
        apply: schedule.dryRun ? undefined : { by, atMost: schedule.atMost },
      },
      stopping,
    );
    await storeScheduleOutcome(db, schedule.id, { plan: plan.id, problem: null });
  } catch (error) {
    if (error instanceof CleanupError && error.code === "PLAN_EMPTY") {
      await storeScheduleOutcome(db, schedule.id, { plan: null, problem: null });
      return;
    }
    const expected =
      error instanceof CleanupError ||
      error instanceof RetentionError ||
      error instanceof SettingsError ||
      error instanceof RegistryError;
    if (!expected) throw error;
    await storeScheduleOutcome(db, schedule.id, { plan: null, problem: error });
  }
}

import { randomUUID } from "node:crypto";
import type { Kysely, Selectable } from "kysely";
import type { PlanPerson } from "#lib/cleanup/plan/types.ts";
import type { Schema } from "#lib/db/schema.ts";
import { storedProblem } from "#lib/index/problem.ts";
import type { Problem } from "#lib/index/types.ts";
import { RetentionError } from "../retention-error.ts";
import { nextTimes } from "./cron.ts";

/** What a person decides of a schedule. */
export interface ScheduleDraft {
  /** The policy’s name. */
  readonly policy: string;
  /** Five fields: minute, hour, day of the month, month, day of the week. */
  readonly cron: string;
  /** As the IANA database names it. */
  readonly timeZone: string;
  /** Whether its plans wait for a person. */
  readonly dryRun: boolean;
  /** A plan that deletes more tags waits for a person in any case. */
  readonly atMost: number;
  readonly enabled: boolean;
}

/** A policy that is carried out again and again in a registry. Instants are milliseconds since 1970. */
export interface Schedule extends ScheduleDraft {
  readonly id: string;
  readonly registry: string;
  readonly madeBy: PlanPerson;
  readonly nextAt: number;
  readonly lastAt: number | null;
  /** The plan that it made last; null where there was nothing to delete, or none yet. */
  readonly lastPlan: string | null;
  /** Why it could not make one the last time. */
  readonly problem: Problem | null;
}

/** The schedules of a registry, by their policies. */
export async function listSchedules(db: Kysely<Schema>, registry: string): Promise<Schedule[]> {
  const rows = await db
    .selectFrom("cleanup_schedules")
    .selectAll()
    .where("registry", "=", registry)
    .orderBy("policy")
    .orderBy("id")
    .execute();
  return rows.map(asSchedule);
}

/**
 * Adds a schedule.
 *
 * @throws {RetentionError} `CRON_INVALID`, `CRON_NEVER`, `TIME_ZONE_UNKNOWN`
 */
export async function addSchedule(
  db: Kysely<Schema>,
  registry: string,
  draft: ScheduleDraft,
  madeBy: PlanPerson,
  now: number,
): Promise<Schedule> {
  const row = await db
    .insertInto("cleanup_schedules")
    .values({
      id: randomUUID(),
      registry,
      ...columnsOf(draft, now),
      made_by: JSON.stringify(madeBy),
      made_at: now,
      last_at: null,
      last_plan: null,
      problem_code: null,
      problem_message: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return asSchedule(row);
}

/**
 * Changes a schedule; it is then due at its next time from now on.
 *
 * @throws {RetentionError} `SCHEDULE_UNKNOWN`, `CRON_INVALID`, `CRON_NEVER`, `TIME_ZONE_UNKNOWN`
 */
export async function changeSchedule(
  db: Kysely<Schema>,
  registry: string,
  id: string,
  draft: ScheduleDraft,
  now: number,
): Promise<Schedule> {
  const row = await db
    .updateTable("cleanup_schedules")
    .set(columnsOf(draft, now))
    .where("id", "=", id)
    .where("registry", "=", registry)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) throw unknown(id);
  return asSchedule(row);
}

/**
 * Removes a schedule; the plans that it made stay.
 *
 * @throws {RetentionError} `SCHEDULE_UNKNOWN`
 */
export async function removeSchedule(db: Kysely<Schema>, registry: string, id: string): Promise<void> {
  const gone = await db
    .deleteFrom("cleanup_schedules")
    .where("id", "=", id)
    .where("registry", "=", registry)
    .returning("id")
    .executeTakeFirst();
  if (gone === undefined) throw unknown(id);
}

/**
 * Takes a schedule that is due, so that no other replica does; it is then due at its next time.
 *
 * @returns undefined where none is due.
 */
export async function takeDueSchedule(db: Kysely<Schema>, now: number): Promise<Schedule | undefined> {
  const due = await db
    .selectFrom("cleanup_schedules")
    .selectAll()
    .where("enabled", "=", 1)
    .where("next_at", "<=", now)
    .orderBy("next_at")
    .limit(1)
    .executeTakeFirst();
  if (due === undefined) return undefined;
  const [next = now] = nextTimes(due.cron, due.time_zone, now);
  const taken = await db
    .updateTable("cleanup_schedules")
    .set({ next_at: next, last_at: now })
    .where("id", "=", due.id)
    .where("next_at", "=", due.next_at)
    .returningAll()
    .executeTakeFirst();
  return taken === undefined ? undefined : asSchedule(taken);
}

/** Keeps what came of a schedule’s last time. */
export async function storeScheduleOutcome(
  db: Kysely<Schema>,
  id: string,
  outcome: { readonly plan: string | null; readonly problem: Pick<Problem, "code" | "message"> | null },
): Promise<void> {
  await db
    .updateTable("cleanup_schedules")
    .set({
      last_plan: outcome.plan,
      problem_code: outcome.problem?.code ?? null,
      problem_message: outcome.problem?.message ?? null,
    })
    .where("id", "=", id)
    .execute();
}

function columnsOf({ policy, cron, timeZone, dryRun, atMost, enabled }: ScheduleDraft, now: number) {
  const [next_at = now] = nextTimes(cron, timeZone, now);
  return {
    policy,
    cron,
    time_zone: timeZone,
    dry_run: dryRun ? 1 : 0,
    at_most: atMost,
    enabled: enabled ? 1 : 0,
    next_at,
  };
}

function unknown(id: string): RetentionError {
  return new RetentionError("SCHEDULE_UNKNOWN", `There is no schedule ${id} of this registry.`, { id });
}

function asSchedule(row: Selectable<Schema["cleanup_schedules"]>): Schedule {
  return {
    id: row.id,
    registry: row.registry,
    policy: row.policy,
    cron: row.cron,
    timeZone: row.time_zone,
    dryRun: row.dry_run === 1,
    atMost: row.at_most,
    enabled: row.enabled === 1,
    madeBy: JSON.parse(row.made_by) as PlanPerson,
    nextAt: Number(row.next_at),
    lastAt: row.last_at === null ? null : Number(row.last_at),
    lastPlan: row.last_plan,
    problem: storedProblem(row.problem_code, row.problem_message),
  };
}

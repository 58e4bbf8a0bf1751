import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Job } from "./job.ts";

/**
 * How a job stands.
 *
 * @param now milliseconds since 1970.
 */
export async function readJob(db: Kysely<Schema>, id: string, now: number): Promise<Job> {
  const row = await db.selectFrom("jobs").selectAll().where("id", "=", id).executeTakeFirst();
  if (row === undefined) {
    return {
      id,
      state: "waiting",
      asked: false,
      startedAt: null,
      finishedAt: null,
      progress: null,
      problem: null,
    };
  }
  const running = row.owner !== null && Number(row.lease_until ?? 0) > now;
  return {
    id,
    state: running ? "running" : row.paused === 1 ? "paused" : "waiting",
    asked: row.finished_at === null,
    startedAt: instant(row.started_at),
    finishedAt: instant(row.finished_at),
    progress: row.progress === null ? null : JSON.parse(row.progress),
    problem:
      row.problem_code === null ? null : { code: row.problem_code, message: row.problem_message ?? "" },
  };
}

/** Pauses a job, or lets it go on. Whoever runs it hears of it at its next sign of life. */
export async function setPaused(db: Kysely<Schema>, id: string, paused: boolean): Promise<void> {
  await db
    .insertInto("jobs")
    .values({ ...fresh(id), paused: paused ? 1 : 0 })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ paused: paused ? 1 : 0 }))
    .execute();
}

/** Has a job's next round begin as soon as somebody can run it. An interrupted round goes on instead. */
export async function requestRound(db: Kysely<Schema>, id: string): Promise<void> {
  await db
    .insertInto("jobs")
    .values(fresh(id))
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet(({ eb, ref }) => ({
        // Of an interrupted round, which has not finished, the beginning stays.
        started_at: eb
          .case()
          .when("jobs.finished_at", "is", null)
          .then(ref("jobs.started_at"))
          .else(null)
          .end(),
        finished_at: null,
        paused: 0,
      })),
    )
    .execute();
}

/** Forgets a job; what runs under it ends at its next sign of life. */
export async function forgetJob(db: Kysely<Schema>, id: string): Promise<void> {
  await db.deleteFrom("jobs").where("id", "=", id).execute();
}

/** A job that never ran. */
export function fresh(id: string) {
  return {
    id,
    paused: 0,
    started_at: null,
    finished_at: null,
    progress: null,
    problem_code: null,
    problem_message: null,
    owner: null,
    lease_until: null,
  };
}

function instant(value: number | bigint | null): number | null {
  return value === null ? null : Number(value);
}

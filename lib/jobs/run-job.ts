import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { fresh, readJob } from "./jobs.ts";

/** What a job's work gets. */
export interface JobControl<Progress> {
  /** When this round was begun, in milliseconds since 1970: before an interruption, where there was one. */
  readonly startedAt: number;
  /** Whether somebody asked for this round, it goes on with one that was interrupted, or it is the first; else its time had come. */
  readonly asked: boolean;
  /** Fires when the job is paused, taken away, or its server stops: what is done by then stays done. */
  readonly signal: AbortSignal;
  /** Says how far the work is. Cheap: it is written down once in a while. */
  report(progress: Progress): void;
}

interface JobOptions {
  /** Names this process; two may not have the same. */
  readonly owner: string;
  /** Ends the work, as when the server stops. The round goes on with whoever claims it next. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds between two signs of life. */
  readonly beat?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** What a failure is told as; throws what is nobody's fault but ours. */
  readonly problemOf: (error: unknown) => { readonly code: string; readonly message: string };
}

/** How a round ended: `elsewhere` where it never began here, since another process runs the job. */
export type RoundEnd = "done" | "failed" | "interrupted" | "elsewhere";

/** After so many missed beats a process counts as dead, and another may take its job. */
const missedBeats = 10;

/**
 * Runs a round of a job, unless another process does. The round of a process that died is gone on with, under the time
 * it was begun.
 *
 * @throws what `problemOf` throws, after the job was given free.
 */
export async function runJob<Progress>(
  db: Kysely<Schema>,
  id: string,
  options: JobOptions,
  work: (control: JobControl<Progress>) => Promise<void>,
): Promise<RoundEnd> {
  const { owner, beat = 1_000, now = Date.now } = options;
  const { asked } = await readJob(db, id, now());
  const startedAt = await claim(db, id, owner, now(), beat * missedBeats);
  if (startedAt === undefined) return "elsewhere";

  const ending = new AbortController();
  const signals = options.signal === undefined ? [ending.signal] : [options.signal, ending.signal];
  const signal = AbortSignal.any(signals);
  let progress: Progress | undefined;
  let beating = Promise.resolve();
  const timer = setInterval(() => {
    beating = beating
      .then(() => signOfLife(db, id, owner, now() + beat * missedBeats, progress))
      .then((ours) => {
        if (!ours) ending.abort();
      })
      // The database may be locked for a moment; without any sign of life the job is another's soon.
      .catch(() => undefined);
  }, beat);
  const end = async (values: { finished_at: number | null; code?: string; message?: string }) => {
    clearInterval(timer);
    await beating;
    await db
      .updateTable("jobs")
      .set({
        owner: null,
        lease_until: null,
        finished_at: values.finished_at,
        problem_code: values.code ?? null,
        problem_message: values.message ?? null,
        ...(progress === undefined ? {} : { progress: JSON.stringify(progress) }),
      })
      .where("id", "=", id)
      .where("owner", "=", owner)
      .execute();
  };
  try {
    await work({
      startedAt,
      asked,
      signal,
      report: (next) => {
        progress = next;
      },
    });
    if (signal.aborted) {
      await end({ finished_at: null });
      return "interrupted";
    }
    await end({ finished_at: now() });
    return "done";
  } catch (error) {
    if (signal.aborted) {
      await end({ finished_at: null });
      return "interrupted";
    }
    try {
      await end({ finished_at: now(), ...options.problemOf(error) });
    } catch (unexpected) {
      await end({ finished_at: now(), code: "UNEXPECTED", message: "" });
      throw unexpected;
    }
    return "failed";
  }
}

/** Takes a job that nobody runs. @returns when its round began; undefined where it is another's, or paused. */
async function claim(
  db: Kysely<Schema>,
  id: string,
  owner: string,
  now: number,
  leaseFor: number,
): Promise<number | undefined> {
  await db
    .insertInto("jobs")
    .values(fresh(id))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const taken = await db
    .updateTable("jobs")
    .set(({ eb, ref }) => ({
      owner,
      lease_until: now + leaseFor,
      started_at: eb
        .case()
        .when("finished_at", "is", null)
        .then(eb.fn.coalesce(ref("started_at"), eb.val(now)))
        .else(now)
        .end(),
      finished_at: null,
    }))
    .where("id", "=", id)
    .where("paused", "=", 0)
    .where(({ eb, or }) => or([eb("owner", "is", null), eb("lease_until", "<", now)]))
    .returning("started_at")
    .executeTakeFirst();
  return taken === undefined ? undefined : Number(taken.started_at);
}

/** @returns whether the job is still this process's, and not paused. */
async function signOfLife(
  db: Kysely<Schema>,
  id: string,
  owner: string,
  leaseUntil: number,
  progress: unknown,
): Promise<boolean> {
  const row = await db
    .updateTable("jobs")
    .set({
      lease_until: leaseUntil,
      ...(progress === undefined ? {} : { progress: JSON.stringify(progress) }),
    })
    .where("id", "=", id)
    .where("owner", "=", owner)
    .returning("paused")
    .executeTakeFirst();
  return row !== undefined && row.paused === 0;
}

import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { isDatabaseError } from "#lib/db/database-error.ts";
import type { Schema } from "#lib/db/schema.ts";
import { openIndex } from "#lib/index/open-index.ts";
import { problemOf } from "#lib/index/problem.ts";
import type { Problem } from "#lib/index/types.ts";
import { readJob } from "#lib/jobs/jobs.ts";
import { type RoundEnd, runJob } from "#lib/jobs/run-job.ts";
import { SettingsError } from "#lib/settings/settings-error.ts";
import { CleanupError } from "../cleanup-error.ts";
import { readOnlyError } from "../deletion-allowed.ts";
import { auditItems } from "./audit-items.ts";
import { composePlan } from "./compose.ts";
import { countItems } from "./item-rows.ts";
import { planJobId, undoJobId } from "./job-ids.ts";
import { readPlan, updatePlan } from "./plan-rows.ts";
import { runPlan } from "./run-plan.ts";
import { applyPlan } from "./steer.ts";
import type { PlanPerson } from "./types.ts";
import { undoItems } from "./undo.ts";

/** How often the audit log is given what was done, in milliseconds. */
const auditEvery = 1_000;

/** This process among those that share the database. */
const owner = randomUUID();

/**
 * Does what is next for a plan, unless another process does: finds what goes, or carries it out. May be broken off by `signal`,
 * by a pause, or by the end of the process; whoever comes next goes on.
 *
 * @throws what is a defect of ours, or the database's.
 */
export function workOnPlan(db: Kysely<Schema>, id: string, signal: AbortSignal): Promise<RoundEnd> {
  return runJob(db, planJobId(id), { owner, signal, problemOf: told }, async (control) => {
    let plan = await readPlan(db, id);
    try {
      const { context, setting } = await openIndex(plan.registry);
      if (plan.state === "making") {
        await composePlan({ ...context, signal: control.signal }, id, true, setting.readOnly);
        await applyIfAsked(db, id);
        plan = await readPlan(db, id);
      }
      if (plan.state !== "running") return;
      if (setting.readOnly) throw readOnlyError(context.registry);
      await audited(db, id, control.signal, (signal) => runPlan(context, id, signal));
      if (!control.signal.aborted) await updatePlan(db, id, { state: "done", ended_at: Date.now() });
    } catch (error) {
      if (!control.signal.aborted) await fail(db, id, error);
      throw error;
    }
  });
}

/**
 * Writes down what is done while it is, and in the end; first what a process that died has left unwritten. Where it cannot be
 * written, no more is done.
 */
async function audited(
  db: Kysely<Schema>,
  id: string,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  await auditItems(db, id);
  const unwritable = new AbortController();
  let writing = Promise.resolve();
  const timer = setInterval(() => {
    writing = writing.then(() => auditItems(db, id)).catch((error: unknown) => unwritable.abort(error));
  }, auditEvery);
  try {
    await work(AbortSignal.any([signal, unwritable.signal]));
  } finally {
    clearInterval(timer);
    await writing;
    await auditItems(db, id);
  }
  unwritable.signal.throwIfAborted();
}

/** Has a plan carried out that was to be as soon as it is made; one that deletes more than it may waits for a person. */
async function applyIfAsked(db: Kysely<Schema>, id: string): Promise<void> {
  const asked = await db
    .selectFrom("cleanup_plans")
    .select(["apply_by", "at_most"])
    .where("id", "=", id)
    .executeTakeFirst();
  const { forecast } = await readPlan(db, id);
  const tags = forecast?.tags ?? 0;
  if (!asked?.apply_by || tags + (forecast?.manifests ?? 0) === 0) return;
  // Trimmed later on, it is made anew, and then a person decides.
  await updatePlan(db, id, { apply_by: null });
  if (asked.at_most !== null && tags > asked.at_most) {
    await updatePlan(db, id, {
      problem_code: "PLAN_TOO_LARGE",
      problem_message: `It would delete ${tags} tags, and its schedule lets ${asked.at_most} go by themselves: look through it, and carry it out by hand.`,
    });
    return;
  }
  await applyPlan(db, id, JSON.parse(asked.apply_by) as PlanPerson);
}

/** Puts back what somebody asked for of a plan, unless another process does. As {@link workOnPlan}. */
export function workOnUndo(db: Kysely<Schema>, id: string, signal: AbortSignal): Promise<RoundEnd> {
  return runJob(db, undoJobId(id), { owner, signal, problemOf: told }, async (control) => {
    const { registry } = await readPlan(db, id);
    const { context, setting } = await openIndex(registry);
    if (setting.readOnly) throw readOnlyError(context.registry);
    await audited(db, id, control.signal, (signal) => undoItems(context, id, signal));
  });
}

/** Plans with something to do that nobody does, and that nobody paused: first those to be worked on, then those to be undone. */
export async function plansToWorkOn(
  db: Kysely<Schema>,
  now: number,
): Promise<{ readonly plans: readonly string[]; readonly undos: readonly string[] }> {
  const idle = async (job: string) => (await readJob(db, job, now)).state === "waiting";
  const plans: string[] = [];
  const undos: string[] = [];
  const open = await db
    .selectFrom("cleanup_plans")
    .select("id")
    .where("state", "in", ["making", "running"])
    .execute();
  for (const { id } of open) if (await idle(planJobId(id))) plans.push(id);
  const asked = await db
    .selectFrom("cleanup_items")
    .select("plan")
    .distinct()
    .where("undo_state", "=", "asked")
    .execute();
  for (const { plan } of asked) if (await idle(undoJobId(plan))) undos.push(plan);
  return { plans, undos };
}

/** A plan that cannot be gone on with now is told so; what is left of it can be tried again. */
async function fail(db: Kysely<Schema>, id: string, error: unknown): Promise<void> {
  const { code, message } = told(error);
  const made = (await countItems(db, id, { states: ["begun", "deleted"] })) > 0;
  await updatePlan(db, id, {
    state: "failed",
    problem_code: code,
    problem_message: message,
    ...(made ? { ended_at: Date.now() } : {}),
  });
}

function told(error: unknown): Pick<Problem, "code" | "message"> {
  if (error instanceof SettingsError || error instanceof CleanupError || isDatabaseError(error)) {
    return { code: error.code, message: error.message };
  }
  return problemOf(error);
}

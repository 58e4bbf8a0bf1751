import type { Kysely } from "kysely";
import type { AuditOrigin } from "#lib/audit/types.ts";
import { bySystem } from "#lib/audit/write.ts";
import { type Alongside, nothingAlongside } from "#lib/db/alongside.ts";
import type { Schema } from "#lib/db/schema.ts";
import { chunks, rowsAtOnce } from "#lib/index/chunks.ts";
import { forgetJob, requestRound, setPaused } from "#lib/jobs/jobs.ts";
import { CleanupError } from "../cleanup-error.ts";
import { countItems } from "./item-rows.ts";
import { planJobId, undoJobId } from "./job-ids.ts";
import { readPlan, updatePlan } from "./plan-rows.ts";
import type { PlanPerson, PlanState } from "./types.ts";

/** Who asks for something, and what is written with it. */
export interface PlanOrder {
  /** Who asks and from where, for the entries of what is then done. */
  readonly from: AuditOrigin;
  /** Written in the same transaction: without it, nothing is begun. */
  readonly also: Alongside<undefined>;
}

/** Stowage by itself, such as on a schedule. */
const ownOrder: PlanOrder = { from: bySystem, also: nothingAlongside };

/**
 * Has a plan carried out, from when somebody works on it (`workOnPlan`).
 *
 * @throws {CleanupError} `PLAN_UNKNOWN`; `PLAN_NOT_READY`; `PLAN_EMPTY` where nothing of it is left to be done.
 */
export async function applyPlan(
  db: Kysely<Schema>,
  id: string,
  by: PlanPerson,
  { from, also }: PlanOrder = ownOrder,
): Promise<void> {
  if ((await countItems(db, id, { states: ["planned"], included: true })) === 0) {
    await readPlan(db, id);
    throw new CleanupError("PLAN_EMPTY", "Nothing of this plan is left to be deleted.");
  }
  await db.transaction().execute(async (transaction) => {
    await move(transaction, id, ["ready"], {
      state: "running",
      begun_by: JSON.stringify(by),
      begun_from: JSON.stringify(from),
      begun_at: Date.now(),
    });
    await requestRound(transaction, planJobId(id));
    await also(transaction, undefined);
  });
}

/** Stops a running plan until somebody lets it go on; what is under way is waited for. */
export async function pausePlan(db: Kysely<Schema>, id: string, paused: boolean): Promise<void> {
  await demand(db, id, ["running"]);
  await setPaused(db, planJobId(id), paused);
}

/** Ends a running plan for good: what is deleted by now stays so, and can be undone. */
export async function cancelPlan(db: Kysely<Schema>, id: string): Promise<void> {
  await move(db, id, ["running"], { state: "cancelled", ended_at: Date.now() });
  await forgetJob(db, planJobId(id));
}

/** Tries once more what failed of a plan that has ended, or that could not be made. One that was cancelled has ended for good. */
export async function retryPlan(
  db: Kysely<Schema>,
  id: string,
  { also }: Pick<PlanOrder, "also"> = ownOrder,
): Promise<void> {
  const { begunAt } = await demand(db, id, ["done", "failed"]);
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable("cleanup_items")
      .set({ state: "begun", problem_code: null, problem_message: null, audited: 0 })
      .where("plan", "=", id)
      .where("state", "=", "failed")
      .execute();
    await updatePlan(transaction, id, {
      state: begunAt === null ? "making" : "running",
      ended_at: null,
      problem_code: null,
      problem_message: null,
    });
    await requestRound(transaction, planJobId(id));
    await also(transaction, undefined);
  });
}

/** Keeps a plan, though nobody carries it out for now. */
export async function savePlan(db: Kysely<Schema>, id: string, title: string): Promise<void> {
  await readPlan(db, id);
  await updatePlan(db, id, { saved: 1, title });
}

/**
 * Takes items out of a plan, or puts them back in. What follows from that, `composePlan` finds.
 *
 * @throws {CleanupError} `PLAN_UNKNOWN`; `PLAN_NOT_READY` where it was carried out, or is being made.
 */
export async function leaveOut(
  db: Kysely<Schema>,
  id: string,
  positions: readonly number[],
  leftOut: boolean,
): Promise<void> {
  // One that is being made would be made without it.
  await move(db, id, ["ready"], { state: "making" });
  for (const some of chunks(positions, rowsAtOnce)) {
    await db
      .updateTable("cleanup_items")
      .set({ left_out: leftOut ? 1 : 0 })
      .where("plan", "=", id)
      .where("position", "in", some)
      .execute();
  }
}

/**
 * Asks for items of a plan to be put back, or for all that it deleted, with what went along with them.
 *
 * @param positions of items; all where absent.
 * @throws {CleanupError} `PLAN_UNKNOWN`; `NOTHING_TO_UNDO`.
 */
export async function askUndo(
  db: Kysely<Schema>,
  id: string,
  positions?: readonly number[],
  { from, also }: PlanOrder = ownOrder,
): Promise<void> {
  await demand(db, id, ["done", "failed", "cancelled"]);
  const deleted = await db
    .selectFrom("cleanup_items")
    .select(["position", "repository", "digest", "about", "kind"])
    .where("plan", "=", id)
    .where("state", "=", "deleted")
    .where(({ eb, or }) => or([eb("undo_state", "is", null), eb("undo_state", "<>", "restored")]))
    .execute();
  const asked = positions === undefined ? deleted : withAlong(deleted, new Set(positions));
  if (asked.length === 0) {
    throw new CleanupError("NOTHING_TO_UNDO", "Nothing of this is left to be put back.");
  }
  const positionsAsked = asked.map(({ position }) => position);
  await db.transaction().execute(async (transaction) => {
    for (const some of chunks(positionsAsked, rowsAtOnce)) {
      await transaction
        .updateTable("cleanup_items")
        .set({ undo_state: "asked", undo_code: null, undo_message: null, undo_audited: 0 })
        .where("plan", "=", id)
        .where("position", "in", some)
        .execute();
    }
    await updatePlan(transaction, id, { undone_from: JSON.stringify(from) });
    await requestRound(transaction, undoJobId(id));
    await also(transaction, undefined);
  });
}

interface DeletedItem {
  readonly position: number;
  readonly repository: string;
  readonly digest: string | null;
  readonly about: string | null;
  readonly kind: string;
}

/** The chosen items, with the manifests that they are on and all that went along with these. */
function withAlong(deleted: readonly DeletedItem[], chosen: ReadonlySet<number>): DeletedItem[] {
  const place = (item: DeletedItem, digest: string | null) => `${item.repository}@${digest ?? ""}`;
  const byAbout = Map.groupBy(deleted, (item) => place(item, item.about));
  const manifests = new Map(
    deleted.filter(({ kind }) => kind === "manifest").map((item) => [place(item, item.digest), item]),
  );
  const asked = new Set<DeletedItem>();
  const open = deleted.filter(({ position }) => chosen.has(position));
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    if (asked.has(item)) continue;
    asked.add(item);
    if (item.digest === null) continue;
    const at = place(item, item.digest);
    const manifest = manifests.get(at);
    if (manifest !== undefined) open.push(manifest);
    open.push(...(byAbout.get(at) ?? []));
  }
  return [...asked];
}

/** The plan, where it is in one of these states. */
async function demand(db: Kysely<Schema>, id: string, states: readonly PlanState[]) {
  const plan = await readPlan(db, id);
  if (states.includes(plan.state)) return plan;
  throw notNow(plan.state);
}

/** Changes a plan that is in one of these states, and no other. */
async function move(
  db: Kysely<Schema>,
  id: string,
  states: readonly PlanState[],
  values: Partial<Schema["cleanup_plans"]>,
): Promise<void> {
  const moved = await db
    .updateTable("cleanup_plans")
    .set(values)
    .where("id", "=", id)
    .where("state", "in", states)
    .returning("id")
    .executeTakeFirst();
  if (moved === undefined) throw notNow((await readPlan(db, id)).state);
}

const sentences: Readonly<Record<PlanState, string>> = {
  making: "It is still being found what goes along. Wait a moment.",
  ready: "This plan was not carried out yet.",
  running: "This plan is being carried out. Pause or cancel it first.",
  done: "This plan was carried out.",
  cancelled: "This plan was cancelled. Make a new one.",
  failed: "This plan has failed. Try again what failed, or make a new one.",
};

function notNow(state: PlanState): CleanupError {
  return new CleanupError("PLAN_NOT_READY", sentences[state], { state });
}

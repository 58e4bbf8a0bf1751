import type { Kysely, Selectable } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { storedProblem } from "#lib/index/problem.ts";
import { readJob } from "#lib/jobs/jobs.ts";
import { CleanupError } from "../cleanup-error.ts";
import { planJobId, undoJobId } from "./job-ids.ts";
import { readForecast } from "./stored-forecast.ts";
import type { Plan, PlanCounts, PlanOrigin, PlanPerson, PlanState, UndoCounts } from "./types.ts";
import { collectionTimes, undoableUntil } from "./undo-until.ts";

type PlanRow = Selectable<Schema["cleanup_plans"]>;

const noCounts: PlanCounts = { planned: 0, deleted: 0, gone: 0, moved: 0, kept: 0, failed: 0, restored: 0 };

/**
 * A plan as it stands now.
 *
 * @throws {CleanupError} `PLAN_UNKNOWN`
 */
export async function readPlan(db: Kysely<Schema>, id: string): Promise<Plan> {
  const row = await db.selectFrom("cleanup_plans").selectAll().where("id", "=", id).executeTakeFirst();
  if (row === undefined) throw unknownPlan(id);
  return asPlan(db, row);
}

/**
 * The plans of a registry, the newest first; without those that nobody keeps and nobody ran.
 *
 * @param before only plans made before this instant, in milliseconds since 1970.
 */
export async function listPlans(
  db: Kysely<Schema>,
  registry: string,
  limit: number,
  before = Number.MAX_SAFE_INTEGER,
): Promise<Plan[]> {
  const rows = await db
    .selectFrom("cleanup_plans")
    .selectAll()
    .where("registry", "=", registry)
    .where("made_at", "<", before)
    .where(({ eb, or }) => or([eb("saved", "=", 1), eb("begun_at", "is not", null)]))
    .orderBy("made_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return Promise.all(rows.map((row) => asPlan(db, row)));
}

/** Changes what is kept of a plan. */
export async function updatePlan(
  db: Kysely<Schema>,
  id: string,
  values: Partial<Omit<PlanRow, "id">>,
): Promise<void> {
  await db.updateTable("cleanup_plans").set(values).where("id", "=", id).execute();
}

/**
 * Forgets a plan that was not carried out, with its items.
 *
 * @throws {CleanupError} `PLAN_UNKNOWN`; `PLAN_BEGUN` where it was: what was deleted by it must stay known.
 */
export async function forgetPlan(db: Kysely<Schema>, id: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const gone = await transaction
      .deleteFrom("cleanup_plans")
      .where("id", "=", id)
      .where("begun_at", "is", null)
      .returning("id")
      .executeTakeFirst();
    if (gone === undefined) {
      await readPlan(transaction, id);
      throw new CleanupError(
        "PLAN_BEGUN",
        "This plan was carried out, so it is kept with what became of it.",
      );
    }
    await transaction.deleteFrom("cleanup_items").where("plan", "=", id).execute();
  });
}

/** The error for a plan that there is not. */
function unknownPlan(id: string): CleanupError {
  return new CleanupError(
    "PLAN_UNKNOWN",
    `There is no plan ${id}. It may have been forgotten: make it anew.`,
    {
      plan: id,
    },
  );
}

async function asPlan(db: Kysely<Schema>, row: PlanRow): Promise<Plan> {
  const state = row.state as PlanState;
  const job = state === "running" ? await readJob(db, planJobId(row.id), Date.now()) : undefined;
  const endedAt = row.ended_at === null ? null : Number(row.ended_at);
  return {
    id: row.id,
    registry: row.registry,
    title: row.title,
    origin: JSON.parse(row.origin) as PlanOrigin,
    state,
    paused: job?.state === "paused",
    saved: row.saved === 1,
    madeBy: JSON.parse(row.made_by) as PlanPerson,
    madeAt: Number(row.made_at),
    begunBy: row.begun_by === null ? null : (JSON.parse(row.begun_by) as PlanPerson),
    begunAt: row.begun_at === null ? null : Number(row.begun_at),
    endedAt,
    ...readForecast(row.forecast),
    ...(await countsOf(db, row.id)),
    undoUntil: endedAt === null ? null : undoableUntil(await collectionTimes(db, row.registry), endedAt),
    problem: storedProblem(row.problem_code, row.problem_message),
  };
}

async function countsOf(
  db: Kysely<Schema>,
  plan: string,
): Promise<Pick<Plan, "counts" | "tagCounts" | "undo">> {
  const rows = await db
    .selectFrom("cleanup_items")
    .select(({ fn }) => ["kind", "state", "undo_state", fn.countAll<number>().as("items")])
    .where("plan", "=", plan)
    .where("left_out", "=", 0)
    .groupBy(["kind", "state", "undo_state"])
    .execute();
  const counts = { ...noCounts };
  const tagCounts = { ...noCounts };
  const undo = { asked: 0, occupied: 0, failed: 0 };
  for (const { kind, state, undo_state, items } of rows) {
    const column = undo_state === "restored" ? "restored" : state === "begun" ? "planned" : state;
    if (column in counts) counts[column as keyof PlanCounts] += Number(items);
    if (column in counts && kind === "tag") tagCounts[column as keyof PlanCounts] += Number(items);
    if (undo_state !== null && undo_state in undo) undo[undo_state as keyof typeof undo] += Number(items);
  }
  return { counts, tagCounts, undo: { ...undo, problem: await undoProblem(db, plan, undo.asked) } };
}

/** Why what was asked to be put back is not, where an attempt has failed. */
async function undoProblem(db: Kysely<Schema>, plan: string, asked: number): Promise<UndoCounts["problem"]> {
  return asked === 0 ? null : (await readJob(db, undoJobId(plan), Date.now())).problem;
}

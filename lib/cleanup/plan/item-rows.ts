import type { Insertable, Kysely, Selectable } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { inTurns } from "#lib/index/in-turns.ts";
import { storedProblem } from "#lib/index/problem.ts";
import type { Problem } from "#lib/index/types.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import type { DeletionMethod } from "../types.ts";
import type { PlanItem, PlanItemRole, PlanItemState, UndoState } from "./types.ts";

type ItemRow = Selectable<Schema["cleanup_items"]>;

/** What is wanted of a plan's items. */
export interface ItemQuery {
  readonly repository?: RepositoryName | undefined;
  readonly states?: readonly PlanItemState[] | undefined;
  readonly kind?: PlanItem["kind"] | undefined;
  /** Without those that a person left out. */
  readonly included?: boolean | undefined;
  readonly undo?: UndoState | undefined;
  /** What goes, or went; or what stays, since something holds it or a person left it out. */
  readonly part?: "goes" | "stays" | undefined;
  /** What was chosen, or what goes along with it. */
  readonly role?: "chosen" | "along" | undefined;
  readonly offset?: number | undefined;
  readonly limit?: number | undefined;
}

/** Items of a plan, by repository, and within one in the order in which they go. */
export async function readItems(
  db: Kysely<Schema>,
  plan: string,
  query: ItemQuery = {},
): Promise<PlanItem[]> {
  let rows = itemsWhere(db, plan, query).selectAll().orderBy("repository").orderBy("position");
  if (query.limit !== undefined) rows = rows.limit(query.limit);
  if (query.offset !== undefined) rows = rows.offset(query.offset);
  return (await rows.execute()).map(asItem);
}

/** How many items there are. */
export async function countItems(db: Kysely<Schema>, plan: string, query: ItemQuery = {}): Promise<number> {
  const row = await itemsWhere(db, plan, query)
    .select(({ fn }) => fn.countAll<number>().as("items"))
    .executeTakeFirstOrThrow();
  return Number(row.items);
}

/** The repositories of a plan in which items are, in the order of their names. */
export async function repositoriesOf(
  db: Kysely<Schema>,
  plan: string,
  query: ItemQuery = {},
): Promise<RepositoryName[]> {
  const rows = await itemsWhere(db, plan, query)
    .select("repository")
    .distinct()
    .orderBy("repository")
    .execute();
  return rows.map(({ repository }) => repository as RepositoryName);
}

function itemsWhere(
  db: Kysely<Schema>,
  plan: string,
  { repository, states, kind, included, undo, part, role }: ItemQuery,
) {
  let rows = db.selectFrom("cleanup_items").where("plan", "=", plan);
  if (repository !== undefined) rows = rows.where("repository", "=", repository);
  if (states !== undefined) rows = rows.where("state", "in", states);
  if (kind !== undefined) rows = rows.where("kind", "=", kind);
  if (included === true) rows = rows.where("left_out", "=", 0);
  if (undo !== undefined) rows = rows.where("undo_state", "=", undo);
  if (part === "goes") rows = rows.where("left_out", "=", 0).where("state", "<>", "stays");
  if (part === "stays")
    rows = rows.where(({ eb, or }) => or([eb("left_out", "=", 1), eb("state", "=", "stays")]));
  if (role !== undefined) rows = rows.where("role", role === "chosen" ? "=" : "<>", "chosen");
  return rows;
}

/** A new row, of which most is not known yet. */
export function itemRow(
  values: Pick<
    Insertable<Schema["cleanup_items"]>,
    "plan" | "position" | "repository" | "kind" | "reference" | "digest" | "role"
  > &
    Partial<Insertable<Schema["cleanup_items"]>>,
): Insertable<Schema["cleanup_items"]> {
  return {
    about: null,
    reason: null,
    left_out: 0,
    state: "planned",
    method: null,
    found: null,
    problem_code: null,
    problem_message: null,
    done_at: null,
    undo_state: null,
    undo_code: null,
    undo_message: null,
    undone_at: null,
    audited: 0,
    undo_audited: 0,
    ...values,
  };
}

/** Keeps new items. */
export async function insertItems(
  db: Kysely<Schema>,
  rows: readonly Insertable<Schema["cleanup_items"]>[],
): Promise<void> {
  for await (const some of inTurns(rows)) {
    await db
      .insertInto("cleanup_items")
      .values(some)
      // Chosen already.
      .onConflict((conflict) => conflict.columns(["plan", "repository", "reference"]).doNothing())
      .execute();
  }
}

/** Keeps how items stand. */
export async function updateItems(
  db: Kysely<Schema>,
  plan: string,
  positions: readonly number[],
  values: Partial<Pick<ItemRow, "state" | "found" | "digest" | "left_out" | "undo_state">>,
): Promise<void> {
  for await (const some of inTurns(positions)) {
    await db
      .updateTable("cleanup_items")
      .set(values)
      .where("plan", "=", plan)
      .where("position", "in", some)
      .execute();
  }
}

/** Keeps what became of an item. */
export async function storeOutcome(
  db: Kysely<Schema>,
  plan: string,
  position: number,
  outcome: {
    readonly state: PlanItemState;
    readonly method?: DeletionMethod | null;
    readonly found?: Digest | null;
    readonly problem?: Problem | null;
  },
): Promise<void> {
  await db
    .updateTable("cleanup_items")
    .set({
      state: outcome.state,
      method: outcome.method ?? null,
      found: outcome.found ?? null,
      problem_code: outcome.problem?.code ?? null,
      problem_message: outcome.problem?.message ?? null,
      done_at: Date.now(),
    })
    .where("plan", "=", plan)
    .where("position", "=", position)
    .execute();
}

/** Keeps what came of putting an item back. */
export async function storeUndo(
  db: Kysely<Schema>,
  plan: string,
  position: number,
  state: UndoState,
  problem: Problem | null = null,
): Promise<void> {
  await db
    .updateTable("cleanup_items")
    .set({
      undo_state: state,
      undo_code: problem?.code ?? null,
      undo_message: problem?.message ?? null,
      undone_at: Date.now(),
    })
    .where("plan", "=", plan)
    .where("position", "=", position)
    .execute();
}

function asItem(row: ItemRow): PlanItem {
  const reason = row.reason === null ? null : JSON.parse(row.reason);
  const isHeld = row.state === "stays" || row.role !== "chosen";
  return {
    position: row.position,
    // Names and digests were checked when they came in.
    repository: row.repository as RepositoryName,
    kind: row.kind as PlanItem["kind"],
    reference: row.reference,
    digest: row.digest as Digest | null,
    role: row.role as PlanItemRole,
    about: row.about as Digest | null,
    reason: isHeld ? null : reason,
    holder: isHeld ? reason : null,
    leftOut: row.left_out === 1,
    state: row.state as PlanItemState,
    found: row.found as Digest | null,
    problem: storedProblem(row.problem_code, row.problem_message),
    undo:
      row.undo_state === null
        ? null
        : { state: row.undo_state as UndoState, problem: storedProblem(row.undo_code, row.undo_message) },
  };
}

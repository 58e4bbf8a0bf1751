import type { Kysely, Selectable } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { storedProblem } from "#lib/index/problem.ts";
import { readJob } from "#lib/jobs/jobs.ts";
import { CleanupError } from "../cleanup-error.ts";
import type { PlanPerson } from "../plan/types.ts";
import type { CollectionRun, CollectionState } from "./collection-types.ts";
import type { CollectionResult } from "./compare.ts";

type Row = Selectable<Schema["cleanup_collections"]>;

/** The name of a registry's collection among the jobs: one runs at a time. */
export const collectionJobId = (registry: string): string => `collect/${registry}`;

/** Ways of ending after which what was garbage before is taken to be gone. */
const collected = ["done", "told"] as const satisfies readonly CollectionState[];

/** Keeps a collection that begins, or that somebody has told of. */
export async function insertCollection(
  db: Kysely<Schema>,
  registry: string,
  run: Pick<
    CollectionRun,
    "id" | "state" | "how" | "begunBy" | "begunAt" | "endedAt" | "deleteUntagged" | "predicted"
  >,
): Promise<void> {
  await db
    .insertInto("cleanup_collections")
    .values({
      id: run.id,
      registry,
      state: run.state,
      how: run.how,
      begun_by: JSON.stringify(run.begunBy),
      begun_at: run.begunAt,
      ended_at: run.endedAt,
      delete_untagged: run.deleteUntagged ? 1 : 0,
      predicted: run.predicted,
      result: null,
      problem_code: null,
      problem_message: null,
      output: "",
    })
    .execute();
}

/** Changes what is kept of a collection. */
export async function updateCollection(
  db: Kysely<Schema>,
  id: string,
  values: Partial<Omit<Row, "id">>,
): Promise<void> {
  await db.updateTable("cleanup_collections").set(values).where("id", "=", id).execute();
}

/** The latest collections of a registry, the newest first, without what they printed. Those that died with a server are told so. */
export async function listCollections(
  db: Kysely<Schema>,
  registry: string,
  limit: number,
): Promise<CollectionRun[]> {
  await noteInterrupted(db, registry);
  const rows = await db
    .selectFrom("cleanup_collections")
    .selectAll()
    .where("registry", "=", registry)
    .orderBy("begun_at", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => asRun({ ...row, output: "" }));
}

/**
 * A collection of a registry with what it printed.
 *
 * @throws {CleanupError} `COLLECTION_UNKNOWN`
 */
export async function readCollection(
  db: Kysely<Schema>,
  registry: string,
  id: string,
): Promise<CollectionRun> {
  await noteInterrupted(db, registry);
  const row = await db
    .selectFrom("cleanup_collections")
    .selectAll()
    .where("registry", "=", registry)
    .where("id", "=", id)
    .executeTakeFirst();
  if (row === undefined) {
    throw new CleanupError("COLLECTION_UNKNOWN", `There is no collection ${id} of this registry.`);
  }
  return asRun(row);
}

/** When the last collection of a registry that is known to have been carried out began; null where none is known. */
export async function lastCollectedAt(db: Kysely<Schema>, registry: string): Promise<number | null> {
  const row = await db
    .selectFrom("cleanup_collections")
    .select(({ fn }) => fn.max("begun_at").as("at"))
    .where("registry", "=", registry)
    .where("state", "in", collected)
    .executeTakeFirst();
  return row?.at === null || row?.at === undefined ? null : Number(row.at);
}

/** A collection that nobody runs any more ended with its server: whether it was carried out, nobody knows. */
async function noteInterrupted(db: Kysely<Schema>, registry: string): Promise<void> {
  const running = await db
    .selectFrom("cleanup_collections")
    .select("id")
    .where("registry", "=", registry)
    .where("state", "=", "running")
    .execute();
  if (running.length === 0) return;
  const now = Date.now();
  if ((await readJob(db, collectionJobId(registry), now)).state === "running") return;
  await db
    .updateTable("cleanup_collections")
    .set({ state: "interrupted", ended_at: now, ...interruption })
    .where("state", "=", "running")
    .where(
      "id",
      "in",
      running.map(({ id }) => id),
    )
    .execute();
}

/** What is told of a collection whose server ended. */
export const interruption = {
  problem_code: "COLLECTION_INTERRUPTED",
  problem_message:
    "Stowage’s server ended while this collection ran, and the command with it. Look whether the registry runs, and collect again.",
} as const;

function asRun(row: Row): CollectionRun {
  return {
    id: row.id,
    state: row.state as CollectionState,
    how: row.how as CollectionRun["how"],
    begunBy: JSON.parse(row.begun_by) as PlanPerson,
    begunAt: Number(row.begun_at),
    endedAt: row.ended_at === null ? null : Number(row.ended_at),
    deleteUntagged: row.delete_untagged === 1,
    predicted: row.predicted === null ? null : Number(row.predicted),
    result: row.result === null ? null : (JSON.parse(row.result) as CollectionResult),
    problem: storedProblem(row.problem_code, row.problem_message),
    output: row.output,
  };
}

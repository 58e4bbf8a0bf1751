import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { readJob } from "#lib/jobs/jobs.ts";

/** The job that fills in what older versions have read. */
export const fillJobId = "search/fill";

/** Whether everything that was read can be found. */
export async function fillState(db: Kysely<Schema>): Promise<"filling" | "full"> {
  const { finishedAt, startedAt } = await readJob(db, fillJobId, Date.now());
  return finishedAt === null && startedAt !== null ? "filling" : "full";
}

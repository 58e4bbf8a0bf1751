import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { CleanupError } from "../cleanup-error.ts";
import { insertItems, itemRow } from "./item-rows.ts";
import type { PlanChoice, PlanOrigin, PlanPerson } from "./types.ts";

/** What a plan is to be. */
export interface PlanDraft {
  readonly registry: string;
  readonly title: string;
  readonly origin: PlanOrigin;
  readonly madeBy: PlanPerson;
  /** Whether it is kept though nobody carries it out. */
  readonly saved: boolean;
  /** Has it carried out as soon as it is made, unless it deletes more tags than `atMost`. */
  readonly apply?: { readonly by: PlanPerson; readonly atMost: number } | undefined;
}

/**
 * Keeps what is to be deleted as a new plan; what goes along is found by `composePlan`. Nothing is changed in the registry.
 *
 * @returns its id.
 * @throws {CleanupError} `PLAN_EMPTY` where nothing was chosen.
 */
export async function createPlan(
  db: Kysely<Schema>,
  draft: PlanDraft,
  choices: Iterable<PlanChoice> | AsyncIterable<PlanChoice>,
): Promise<string> {
  const id = randomUUID();
  let position = 0;
  await db
    .insertInto("cleanup_plans")
    .values({
      id,
      registry: draft.registry,
      title: draft.title,
      origin: JSON.stringify(draft.origin),
      state: "making",
      made_by: JSON.stringify(draft.madeBy),
      made_at: Date.now(),
      saved: draft.saved ? 1 : 0,
      forecast: null,
      apply_by: draft.apply === undefined ? null : JSON.stringify(draft.apply.by),
      at_most: draft.apply?.atMost ?? null,
      begun_by: null,
      begun_at: null,
      begun_from: null,
      undone_from: null,
      ended_at: null,
      problem_code: null,
      problem_message: null,
    })
    .execute();
  for await (const { repository, tags, untagged } of choices) {
    const chosen = { plan: id, repository, role: "chosen" } as const;
    const rows = [
      ...tags.map(({ tag, digest, reason }) => ({
        ...itemRow({ ...chosen, position: position++, kind: "tag", reference: tag, digest }),
        reason: reason === undefined ? null : JSON.stringify(reason),
      })),
      ...untagged.map(({ digest, reason }) => ({
        ...itemRow({ ...chosen, position: position++, kind: "manifest", reference: digest, digest }),
        reason: reason === undefined ? null : JSON.stringify(reason),
      })),
    ];
    await insertItems(db, rows);
  }
  if (position > 0) return id;
  await db.deleteFrom("cleanup_plans").where("id", "=", id).execute();
  throw new CleanupError("PLAN_EMPTY", "Nothing was chosen, so there is nothing to plan.");
}

import { database } from "#lib/db/database.ts";
import { forgetPlan, readPlan } from "./plan-rows.ts";
import { planOf } from "./plans.ts";
import { cancelPlan, pausePlan, savePlan } from "./steer.ts";
import type { Plan } from "./types.ts";

/**
 * Stops a running plan until somebody lets it go on.
 *
 * @throws {CleanupError} `PLAN_UNKNOWN`, `PLAN_NOT_READY`; the same goes for all functions here.
 */
export async function pausePlanNow(slug: string, id: string): Promise<Plan> {
  await planOf(slug, id);
  await pausePlan(database(), id, true);
  return readPlan(database(), id);
}

/** Ends a running plan for good. */
export async function cancelPlanNow(slug: string, id: string): Promise<Plan> {
  await planOf(slug, id);
  await cancelPlan(database(), id);
  return readPlan(database(), id);
}

/** Keeps a plan under a title. */
export async function savePlanNow(slug: string, id: string, title: string): Promise<Plan> {
  await planOf(slug, id);
  await savePlan(database(), id, title);
  return readPlan(database(), id);
}

/**
 * Forgets a plan.
 *
 * @throws {CleanupError} `PLAN_BEGUN` where it was carried out.
 */
export async function forgetPlanNow(slug: string, id: string): Promise<void> {
  await planOf(slug, id);
  await forgetPlan(database(), id);
}

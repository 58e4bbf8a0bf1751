import type { Plan, PlanCounts } from "#lib/cleanup/plan/types.ts";

/** How a plan stands, as a person is told: also that it waits, or that something is being put back. */
export type ShownState = Plan["state"] | "paused" | "undoing";

/** What a plan is shown as. */
export function shownState({ state, paused, undo }: Plan): ShownState {
  if (undo.asked > 0) return "undoing";
  return state === "running" && paused ? "paused" : state;
}

/** Whether something becomes of a plan by itself, so that it is worth asking again. */
export function isMoving({ state, undo }: Plan): boolean {
  return state === "making" || state === "running" || undo.asked > 0;
}

/** Whether a plan was carried out, to its end or not. */
export function hasEnded({ state, begunAt }: Plan): boolean {
  return state === "done" || state === "cancelled" || (state === "failed" && begunAt !== null);
}

/** How many items a plan has to do, and how many of them came to an end. */
export function progressOf({ planned, deleted, gone, moved, kept, failed, restored }: PlanCounts): {
  readonly done: number;
  readonly of: number;
} {
  const done = deleted + gone + moved + kept + failed + restored;
  return { done, of: done + planned };
}

/** Items that could be put back. */
export function undoable(plan: Plan): number {
  return hasEnded(plan) ? plan.counts.deleted - plan.undo.asked : 0;
}

/** The address of a plan in the API. */
export function planApi(slug: string, plan: string): string {
  return `/api/registries/${slug}/plans/${plan}`;
}

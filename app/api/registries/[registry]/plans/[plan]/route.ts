import { cancelPlanNow, forgetPlanNow, pausePlanNow, savePlanNow } from "#lib/cleanup/plan/plan-actions.ts";
import { planOf, runPlanNow, undoPlanNow } from "#lib/cleanup/plan/plans.ts";
import { planPerson } from "#lib/http/plan-person.ts";
import { planActionSchema, planParams } from "#lib/http/plan-schemas.ts";
import { route } from "#lib/http/route.ts";
import { stoppingController } from "#lib/http/stopping.ts";

/** How a plan stands. */
export const GET = route({ role: "viewer", params: planParams }, ({ params }) =>
  planOf(params.registry, params.plan),
);

/** Carries a plan out, steers it, or puts back what it has deleted. */
export const POST = route(
  { role: "operator", params: planParams, body: planActionSchema },
  ({ params: { registry, plan }, body, principal }) => {
    const { signal } = stoppingController();
    switch (body.action) {
      case "pause":
        return pausePlanNow(registry, plan);
      case "cancel":
        return cancelPlanNow(registry, plan);
      case "save":
        return savePlanNow(registry, plan, body.title);
      case "undo":
        return undoPlanNow(registry, plan, body.positions, signal);
      default:
        return runPlanNow(registry, plan, body.action, planPerson(principal), signal);
    }
  },
);

/** Forgets a plan that was not carried out. */
export const DELETE = route({ role: "operator", params: planParams }, ({ params }) =>
  forgetPlanNow(params.registry, params.plan),
);

import { planItems, trimPlan } from "#lib/cleanup/plan/plans.ts";
import { planItemsQuerySchema, planParams, trimSchema } from "#lib/http/plan-schemas.ts";
import { route } from "#lib/http/route.ts";
import { stoppingController } from "#lib/http/stopping.ts";

/** Some items of a plan. */
export const GET = route(
  { role: "viewer", params: planParams, query: planItemsQuerySchema },
  ({ params, query }) => planItems(params.registry, params.plan, query),
);

/** Takes items out of a plan, or puts them back in. Answers with the plan, in which what goes along was found anew. */
export const PATCH = route({ role: "operator", params: planParams, body: trimSchema }, ({ params, body }) =>
  trimPlan(params.registry, params.plan, body.positions, body.leftOut, stoppingController().signal),
);

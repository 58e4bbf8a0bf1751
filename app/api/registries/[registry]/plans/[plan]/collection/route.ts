import { planCollection } from "#lib/cleanup/plan/plans.ts";
import { collectionAnswer } from "#lib/http/answers/plan-answers.ts";
import { json } from "#lib/http/operation.ts";
import { collectionQuerySchema, planParams } from "#lib/http/plan-schemas.ts";
import { route } from "#lib/http/route.ts";

/** What collecting the registry's garbage frees once the plan was carried out, with all that is garbage anyway. */
export const GET = route(
  {
    role: "viewer",
    operation: {
      id: "readPlanCollection",
      group: "plans",
      summary: "What collecting garbage frees once a plan was carried out, with all that is garbage anyway.",
      answer: json(collectionAnswer),
    },
    params: planParams,
    query: collectionQuerySchema,
  },
  ({ params, query }) => planCollection(params.registry, params.plan, query.collector),
);

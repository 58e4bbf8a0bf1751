import { planCollection } from "#lib/cleanup/plan/plans.ts";
import { collectionQuerySchema, planParams } from "#lib/http/plan-schemas.ts";
import { route } from "#lib/http/route.ts";

/** What collecting the registry's garbage frees once the plan was carried out, with all that is garbage anyway. */
export const GET = route(
  { role: "viewer", params: planParams, query: collectionQuerySchema },
  ({ params, query }) => planCollection(params.registry, params.plan, query.collector),
);

import { exportedPlan } from "#lib/cleanup/plan/export.ts";
import { planOf } from "#lib/cleanup/plan/plans.ts";
import { download } from "#lib/http/download.ts";
import { planExportSchema, planParams } from "#lib/http/plan-schemas.ts";
import { route } from "#lib/http/route.ts";

/** A plan as a file: each of its items, and what became of it. */
export const GET = route(
  { role: "viewer", params: planParams, query: planExportSchema },
  async ({ params, query: { format } }) => {
    const plan = await planOf(params.registry, params.plan);
    return download(exportedPlan(plan, format), `plan-${plan.id}.${format}`);
  },
);

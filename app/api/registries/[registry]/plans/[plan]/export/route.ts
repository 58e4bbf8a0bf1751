import { exportedPlan } from "#lib/cleanup/plan/export.ts";
import { planOf } from "#lib/cleanup/plan/plans.ts";
import { download } from "#lib/http/download.ts";
import { bytes } from "#lib/http/operation.ts";
import { requirePlan } from "#lib/http/plan-reach.ts";
import { planExportSchema, planParams } from "#lib/http/plan-schemas.ts";
import { route } from "#lib/http/route.ts";

/** A plan as a file: each of its items, and what became of it. */
export const GET = route(
  {
    role: "viewer",
    scoped: "by-handler",
    operation: {
      id: "exportPlan",
      group: "plans",
      summary: "A plan as a file, with each of its items and what became of it.",
      answer: bytes("text/csv"),
    },
    params: planParams,
    query: planExportSchema,
  },
  async ({ params, query: { format }, principal }) => {
    await requirePlan(principal, params.registry, params.plan);
    const plan = await planOf(params.registry, params.plan);
    return download(exportedPlan(plan, format), `plan-${plan.id}.${format}`);
  },
);

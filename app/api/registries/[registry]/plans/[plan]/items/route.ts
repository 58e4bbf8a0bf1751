import { planItems, trimPlan } from "#lib/cleanup/plan/plans.ts";
import { planAnswer, planItemsAnswer } from "#lib/http/answers/plan-answers.ts";
import { json } from "#lib/http/operation.ts";
import { requirePlan } from "#lib/http/plan-reach.ts";
import { planItemsQuerySchema, planParams, trimSchema } from "#lib/http/plan-schemas.ts";
import { route } from "#lib/http/route.ts";
import { stoppingController } from "#lib/http/stopping.ts";

/** Some items of a plan. */
export const GET = route(
  {
    role: "viewer",
    scoped: "by-handler",
    operation: {
      id: "listPlanItems",
      group: "plans",
      summary: "Some items of a plan: what goes, what stays, and what became of it.",
      answer: json(planItemsAnswer),
    },
    params: planParams,
    query: planItemsQuerySchema,
  },
  async ({ params, query, principal }) => {
    await requirePlan(principal, params.registry, params.plan);
    return planItems(params.registry, params.plan, query);
  },
);

/** Takes items out of a plan, or puts them back in. Answers with the plan, in which what goes along was found anew. */
export const PATCH = route(
  {
    role: "operator",
    action: "plan",
    scoped: "by-handler",
    operation: {
      id: "trimPlan",
      group: "plans",
      summary: "Takes items out of a plan, or puts them back in; what follows from that is found anew.",
      answer: json(planAnswer),
    },
    params: planParams,
    body: trimSchema,
    audits: ["plan.change"],
  },
  async ({ params, body, principal, audit }) => {
    audit.about({ details: { plan: params.plan, items: body.positions.length, leftOut: body.leftOut } });
    await requirePlan(principal, params.registry, params.plan);
    return trimPlan(params.registry, params.plan, body.positions, body.leftOut, stoppingController().signal);
  },
);

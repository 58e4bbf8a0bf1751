import type { z } from "zod";
import { type NewPlan, planSelection, plansOf, planUntagged } from "#lib/cleanup/plan/plans.ts";
import type { Plan } from "#lib/cleanup/plan/types.ts";
import { planAnswer, plansAnswer } from "#lib/http/answers/plan-answers.ts";
import { created } from "#lib/http/created.ts";
import { createdAs, json } from "#lib/http/operation.ts";
import { planPerson } from "#lib/http/plan-person.ts";
import { requireChoice } from "#lib/http/plan-reach.ts";
import { newPlanSchema, plansQuerySchema } from "#lib/http/plan-schemas.ts";
import { selectionOf, titleOf } from "#lib/http/plan-selection.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";
import { stoppingController } from "#lib/http/stopping.ts";
import { planPolicy } from "#lib/retention/plan-policy.ts";

/** The plans of a registry that somebody keeps or carried out, the newest first. */
export const GET = route(
  {
    role: "viewer",
    operation: {
      id: "listPlans",
      group: "plans",
      summary: "The plans of a registry that somebody keeps or carried out, the newest first.",
      answer: json(plansAnswer),
    },
    params: registryParams,
    query: plansQuerySchema,
  },
  ({ params, query }) => plansOf(params.registry, query.limit, query.before),
);

/** Makes a plan: what would be deleted, with what. Nothing is changed in the registry. */
export const POST = route(
  {
    role: "operator",
    action: "plan",
    scoped: "by-handler",
    operation: {
      id: "createPlan",
      group: "plans",
      summary:
        "Makes a plan: what would be deleted, and what goes along. Nothing is changed in the registry.",
      answer: createdAs(planAnswer),
    },
    params: registryParams,
    body: newPlanSchema,
    audits: ["plan.create"],
  },
  async ({ params, body, principal, audit }) => {
    const { from, save } = body;
    const repository = "repository" in from ? from.repository : undefined;
    requireChoice(principal, params.registry, repository);
    const made = { title: body.title ?? titleOf(from), saved: save, madeBy: planPerson(principal) };
    const { signal } = stoppingController();
    const plan = await planned(params.registry, from, made, signal);
    audit.about({
      ...(repository === undefined ? {} : { repository }),
      details: { plan: plan.id, title: plan.title, from: from.kind },
    });
    return created(`/api/registries/${params.registry}/plans/${plan.id}`, plan);
  },
);

function planned(
  registry: string,
  from: z.infer<typeof newPlanSchema>["from"],
  plan: NewPlan,
  stopping: AbortSignal,
): Promise<Plan> {
  switch (from.kind) {
    case "untagged":
      return planUntagged(registry, from.repository, plan, stopping);
    case "policy":
      return planPolicy(registry, from.policy, plan, stopping);
    default:
      return planSelection(registry, selectionOf(from), plan, stopping);
  }
}

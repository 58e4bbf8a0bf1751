import type { AuditAction } from "#lib/audit/actions.ts";
import { cancelPlanNow, forgetPlanNow, pausePlanNow, savePlanNow } from "#lib/cleanup/plan/plan-actions.ts";
import { planOf, resumePlanNow, runPlanNow, undoPlanNow } from "#lib/cleanup/plan/plans.ts";
import { planAnswer } from "#lib/http/answers/plan-answers.ts";
import { auditOrigin } from "#lib/http/audit-origin.ts";
import { json, nothing } from "#lib/http/operation.ts";
import { planPerson } from "#lib/http/plan-person.ts";
import { requirePlan } from "#lib/http/plan-reach.ts";
import { planActionSchema, planParams } from "#lib/http/plan-schemas.ts";
import { route } from "#lib/http/route.ts";
import { stoppingController } from "#lib/http/stopping.ts";

/** How a plan stands. */
export const GET = route(
  {
    role: "viewer",
    scoped: "by-handler",
    operation: { id: "readPlan", group: "plans", summary: "How a plan stands.", answer: json(planAnswer) },
    params: planParams,
  },
  async ({ params, principal }) => {
    await requirePlan(principal, params.registry, params.plan);
    return planOf(params.registry, params.plan);
  },
);

/** As what an action is written to the audit log. */
const auditedAs = {
  apply: "plan.apply",
  retry: "plan.apply",
  pause: "plan.pause",
  resume: "plan.resume",
  cancel: "plan.cancel",
  save: "plan.change",
  undo: "undo.run",
} as const satisfies Record<string, AuditAction>;

/** What a token must be for. */
const neededFor = {
  apply: "apply",
  retry: "apply",
  pause: "apply",
  resume: "apply",
  cancel: "apply",
  save: "plan",
  undo: "undo",
} as const;

/** Carries a plan out, steers it, or puts back what it has deleted. */
export const POST = route(
  {
    role: "operator",
    action: "read",
    scoped: "by-handler",
    operation: {
      id: "actOnPlan",
      group: "plans",
      summary:
        "Carries a plan out, steers it, or puts back what it has deleted. A token must be for apply, to save it for plan, and to put back for undo.",
      answer: json(planAnswer),
    },
    params: planParams,
    body: planActionSchema,
    audits: ["plan.apply", "plan.change", "plan.pause", "plan.resume", "plan.cancel", "undo.run"],
  },
  async ({ params: { registry, plan }, body, principal, audit, request, address }) => {
    audit.about({
      action: auditedAs[body.action],
      details: { plan, ...(body.action === "retry" && { retry: true }) },
    });
    await requirePlan(principal, registry, plan, neededFor[body.action]);
    const { title, origin, forecast } = await planOf(registry, plan);
    const { tags = null, manifests = null } = forecast ?? {};
    audit.about({
      details: { title, tags, manifests },
      ...(origin.kind === "selection" && { repository: origin.repository }),
    });
    const { signal } = stoppingController();
    const order = { from: auditOrigin(principal, request.headers, address), also: audit.within() };
    switch (body.action) {
      case "pause":
        return pausePlanNow(registry, plan);
      case "cancel":
        return cancelPlanNow(registry, plan);
      case "save":
        return savePlanNow(registry, plan, body.title);
      case "undo":
        return undoPlanNow(registry, plan, body.positions, order, signal);
      case "resume":
        return resumePlanNow(registry, plan, signal);
      default:
        return runPlanNow(registry, plan, body.action, planPerson(principal), order, signal);
    }
  },
);

/** Forgets a plan that was not carried out. */
export const DELETE = route(
  {
    role: "operator",
    action: "plan",
    scoped: "by-handler",
    operation: {
      id: "removePlan",
      group: "plans",
      summary: "Forgets a plan that was not carried out.",
      answer: nothing,
    },
    params: planParams,
    audits: ["plan.change"],
  },
  async ({ params, principal, audit }) => {
    audit.about({ details: { plan: params.plan, removed: true } });
    await requirePlan(principal, params.registry, params.plan);
    await forgetPlanNow(params.registry, params.plan);
  },
);

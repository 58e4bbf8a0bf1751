import type { AuditAction } from "#lib/audit/actions.ts";
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

/** As what an action is written to the audit log. */
const audited = {
  apply: "plan.apply",
  retry: "plan.apply",
  pause: "plan.pause",
  resume: "plan.resume",
  cancel: "plan.cancel",
  save: "plan.change",
  undo: "undo.run",
} as const satisfies Record<string, AuditAction>;

/** Carries a plan out, steers it, or puts back what it has deleted. */
export const POST = route(
  {
    role: "operator",
    params: planParams,
    body: planActionSchema,
    audits: ["plan.apply", "plan.pause", "plan.resume", "plan.cancel", "plan.change", "undo.run"],
  },
  async ({ params: { registry, plan }, body, principal, audit }) => {
    audit.about({ action: audited[body.action], details: { plan } });
    const { title, origin, forecast } = await planOf(registry, plan);
    const { tags = null, manifests = null } = forecast ?? {};
    audit.about({
      details: { title, tags, manifests },
      ...(origin.kind === "selection" && { repository: origin.repository }),
    });
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

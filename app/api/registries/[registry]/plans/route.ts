import { planSelection, plansOf, planUntagged } from "#lib/cleanup/plan/plans.ts";
import { created } from "#lib/http/created.ts";
import { planPerson } from "#lib/http/plan-person.ts";
import { newPlanSchema, plansQuerySchema } from "#lib/http/plan-schemas.ts";
import { selectionOf, titleOf } from "#lib/http/plan-selection.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";
import { stoppingController } from "#lib/http/stopping.ts";

/** The plans of a registry that somebody keeps or carried out, the newest first. */
export const GET = route(
  { role: "viewer", params: registryParams, query: plansQuerySchema },
  ({ params, query }) => plansOf(params.registry, query.limit, query.before),
);

/** Makes a plan: what would be deleted, with what. Nothing is changed in the registry. */
export const POST = route(
  { role: "operator", params: registryParams, body: newPlanSchema },
  async ({ params, body, principal }) => {
    const { from, save } = body;
    const made = { title: body.title ?? titleOf(from), saved: save, madeBy: planPerson(principal) };
    const { signal } = stoppingController();
    const plan =
      from.kind === "untagged"
        ? await planUntagged(params.registry, from.repository, made, signal)
        : await planSelection(params.registry, selectionOf(from), made, signal);
    return created(`/api/registries/${params.registry}/plans/${plan.id}`, plan);
  },
);

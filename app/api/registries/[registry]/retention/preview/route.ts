import { database } from "#lib/db/database.ts";
import { policyPreviewAnswer } from "#lib/http/answers/retention-answers.ts";
import { json } from "#lib/http/operation.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { previewSchema } from "#lib/http/retention-schemas.ts";
import { route } from "#lib/http/route.ts";
import { policiesAbove } from "#lib/retention/policies.ts";
import { previewPolicy } from "#lib/retention/preview.ts";
import { findRegistry } from "#lib/settings/registries.ts";

/** What a policy would do, by what the index knows. Nothing is changed. */
export const POST = route(
  {
    role: "operator",
    operation: {
      id: "previewPolicy",
      group: "retention",
      summary: "Which tags a policy would delete and keep, and why, by what the index knows.",
      answer: json(policyPreviewAnswer),
    },
    action: "plan",
    params: registryParams,
    body: previewSchema,
  },
  async ({ params, body, signal }) => {
    const { slug } = await findRegistry(params.registry);
    const { id, policy, ...view } = body;
    const above = await policiesAbove(database(), id);
    return previewPolicy(database(), { registry: slug, policy, above, view, now: Date.now(), signal });
  },
);

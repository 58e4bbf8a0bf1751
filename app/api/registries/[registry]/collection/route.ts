import { collectorStateOf, describeCollector } from "#lib/cleanup/collection/collections.ts";
import { collectorDraftSchema } from "#lib/cleanup/collection/collector-setting.ts";
import { collectorAnswer } from "#lib/http/answers/collection-answers.ts";
import { json } from "#lib/http/operation.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";
import { shownCollector } from "#lib/http/shown-collector.ts";

/** How a registry's garbage is collected. */
export const GET = route(
  {
    role: "viewer",
    operation: {
      id: "readCollector",
      group: "collections",
      summary: "How a registry’s garbage is collected.",
      answer: json(collectorAnswer),
    },
    params: registryParams,
  },
  async ({ principal, params }) =>
    shownCollector(principal.role, (await collectorStateOf(params.registry)).collector),
);

/** Says how a registry's garbage is collected. A webhook's secret that is not given is kept; null removes it. */
export const PUT = route(
  {
    role: "administrator",
    operation: {
      id: "describeCollector",
      group: "collections",
      summary:
        "Says how a registry’s garbage is collected. A webhook’s secret that is not given is kept; null removes it.",
      answer: json(collectorAnswer),
    },
    params: registryParams,
    body: collectorDraftSchema,
    audits: ["collection.change"],
  },
  ({ params, body, audit }) => {
    const { webhookSecret: _, webhook, ...rest } = body;
    // Its path may be a secret.
    audit.about({ details: { ...rest, webhook: webhook === null ? null : new URL(webhook).origin } });
    return describeCollector(params.registry, body);
  },
);

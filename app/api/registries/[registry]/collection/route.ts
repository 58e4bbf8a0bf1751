import { collectorStateOf, describeCollector } from "#lib/cleanup/collection/collections.ts";
import { collectorDraftSchema } from "#lib/cleanup/collection/collector-setting.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";
import { shownCollector } from "#lib/http/shown-collector.ts";

/** How a registry's garbage is collected. */
export const GET = route({ role: "viewer", params: registryParams }, async ({ principal, params }) =>
  shownCollector(principal.role, (await collectorStateOf(params.registry)).collector),
);

/** Says how a registry's garbage is collected. A webhook's secret that is not given is kept; null removes it. */
export const PUT = route(
  { role: "administrator", params: registryParams, body: collectorDraftSchema },
  ({ params, body }) => describeCollector(params.registry, body),
);

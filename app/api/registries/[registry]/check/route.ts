import { checkStepAnswer } from "#lib/http/answers/registry-answers.ts";
import { ndjson } from "#lib/http/ndjson.ts";
import { lines } from "#lib/http/operation.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";
import { checkConnection } from "#lib/registry/check.ts";
import { endpointOf, findRegistry } from "#lib/settings/registries.ts";

/** Checks the connection to a registry, step by step. */
export const POST = route(
  {
    role: "operator",
    operation: {
      id: "checkRegistry",
      group: "registries",
      summary: "Checks the connection to a registry, step by step.",
      answer: lines(checkStepAnswer),
    },
    params: registryParams,
  },
  async ({ params, signal }) =>
    ndjson(checkConnection(await endpointOf(await findRegistry(params.registry)), { signal }), signal),
);

import { registryStateAnswer } from "#lib/http/answers/registry-answers.ts";
import { json } from "#lib/http/operation.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";
import { openIndex } from "#lib/index/open-index.ts";
import { registryState } from "#lib/index/overview.ts";

/** Whether a registry answers right now, and how fast. */
export const GET = route(
  {
    role: "viewer",
    operation: {
      id: "readRegistryState",
      group: "registries",
      summary: "Whether a registry answers right now, and how fast.",
      answer: json(registryStateAnswer),
    },
    params: registryParams,
    scoped: "by-handler",
  },
  async ({ params, signal }) => {
    const { context } = await openIndex(params.registry, signal);
    return registryState(context.registry, signal);
  },
);

import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";
import { openIndex } from "#lib/index/open-index.ts";
import { registryState } from "#lib/index/overview.ts";

/** Whether a registry answers right now, and how fast. */
export const GET = route(
  { role: "viewer", params: registryParams, scoped: "by-handler" },
  async ({ params, signal }) => {
    const { context } = await openIndex(params.registry, signal);
    return registryState(context.registry, signal);
  },
);

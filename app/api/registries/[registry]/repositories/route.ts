import { ndjson } from "#lib/http/ndjson.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";
import { openIndex } from "#lib/index/open-index.ts";
import { refreshRepositories } from "#lib/index/refresh-repositories.ts";

/** The repositories of a registry: those known at once, then what the registry says now. */
export const GET = route({ role: "viewer", params: registryParams }, async ({ params, signal }) => {
  const { context, setting } = await openIndex(params.registry, signal);
  return ndjson(refreshRepositories(context, setting.repositories), signal);
});

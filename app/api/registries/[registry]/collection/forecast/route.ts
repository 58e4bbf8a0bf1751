import { collectionForecast } from "#lib/cleanup/collection/collections.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";

/** What collecting the registry's garbage would free now, with `--delete-untagged` and without. */
export const GET = route({ role: "viewer", params: registryParams }, ({ params }) =>
  collectionForecast(params.registry),
);

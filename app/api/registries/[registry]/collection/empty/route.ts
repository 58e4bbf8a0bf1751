import { emptyRepositoriesOf } from "#lib/cleanup/collection/collections.ts";
import { listPartSchema } from "#lib/http/collection-schemas.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";

/** Repositories that are left empty, with what to run so that they go. */
export const GET = route(
  { role: "viewer", params: registryParams, query: listPartSchema },
  ({ params, query }) => emptyRepositoriesOf(params.registry, query.after, query.limit),
);

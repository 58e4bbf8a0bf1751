import { changeQuery } from "#lib/http/activity-schemas.ts";
import { changeStream } from "#lib/http/change-stream.ts";
import { route } from "#lib/http/route.ts";

/** What changes in the index, as server-sent events. */
export const GET = route({ role: "viewer", query: changeQuery }, ({ request, query }) =>
  changeStream(request, query.registry, query.since),
);

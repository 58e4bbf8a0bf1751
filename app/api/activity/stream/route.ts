import { changeQuery } from "#lib/http/activity-schemas.ts";
import { changeStream } from "#lib/http/change-stream.ts";
import { bytes } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";

/** What changes in the index, as server-sent events. */
export const GET = route(
  {
    role: "viewer",
    operation: {
      id: "followChanges",
      group: "activity",
      summary: "What changes in the index, as server-sent events.",
      answer: bytes("text/event-stream"),
    },
    query: changeQuery,
  },
  ({ request, query }) => changeStream(request, query.registry, query.since),
);

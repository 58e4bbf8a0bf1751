import { listActivity } from "#lib/activity/list.ts";
import { database } from "#lib/db/database.ts";
import { activityQuery } from "#lib/http/activity-schemas.ts";
import { activityAnswer } from "#lib/http/answers/log-answers.ts";
import { json } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";

/** Pushes and deletions, the newest first. Who did it is told to those who are signed in. */
export const GET = route(
  {
    role: "viewer",
    operation: {
      id: "listActivity",
      group: "activity",
      summary: "Pushes and deletions that registries told of, the newest first.",
      answer: json(activityAnswer),
    },
    query: activityQuery,
  },
  ({ principal, query }) => listActivity(database(), query, principal.kind !== "anonymous"),
);

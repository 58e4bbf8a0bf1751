import { listActivity } from "#lib/activity/list.ts";
import { database } from "#lib/db/database.ts";
import { activityQuery } from "#lib/http/activity-schemas.ts";
import { route } from "#lib/http/route.ts";

/** Pushes and deletions, the newest first. Who did it is told to those who are signed in. */
export const GET = route({ role: "viewer", query: activityQuery }, ({ principal, query }) =>
  listActivity(database(), query, principal.kind !== "anonymous"),
);

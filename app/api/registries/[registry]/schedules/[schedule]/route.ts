import { database } from "#lib/db/database.ts";
import { route } from "#lib/http/route.ts";
import { scheduleParams, scheduleSchema } from "#lib/http/schedule-schemas.ts";
import { changeSchedule, removeSchedule } from "#lib/retention/schedules/schedules.ts";

/** Changes a schedule. */
export const PUT = route(
  { role: "administrator", params: scheduleParams, body: scheduleSchema },
  ({ params, body }) => changeSchedule(database(), params.registry, params.schedule, body, Date.now()),
);

/** Removes a schedule; the plans that it made stay. */
export const DELETE = route({ role: "administrator", params: scheduleParams }, ({ params }) =>
  removeSchedule(database(), params.registry, params.schedule),
);

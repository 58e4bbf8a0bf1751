import { database } from "#lib/db/database.ts";
import { scheduleAnswer } from "#lib/http/answers/plan-answers.ts";
import { json, nothing } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";
import { scheduleParams, scheduleSchema } from "#lib/http/schedule-schemas.ts";
import { changeSchedule, removeSchedule } from "#lib/retention/schedules/schedules.ts";

/** Changes a schedule. */
export const PUT = route(
  {
    role: "administrator",
    action: "rules",
    operation: {
      id: "changeSchedule",
      group: "retention",
      summary: "Changes a schedule.",
      answer: json(scheduleAnswer),
    },
    params: scheduleParams,
    body: scheduleSchema,
    audits: ["schedule.change"],
  },
  ({ params, body, audit }) => {
    audit.about({ details: { schedule: params.schedule, changed: body } });
    return changeSchedule(database(), params.registry, params.schedule, body, Date.now());
  },
);

/** Removes a schedule; the plans that it made stay. */
export const DELETE = route(
  {
    role: "administrator",
    action: "rules",
    operation: {
      id: "removeSchedule",
      group: "retention",
      summary: "Removes a schedule; the plans that it made stay.",
      answer: nothing,
    },
    params: scheduleParams,
    audits: ["schedule.change"],
  },
  ({ params, audit }) => {
    audit.about({ details: { schedule: params.schedule, removed: true } });
    return removeSchedule(database(), params.registry, params.schedule);
  },
);

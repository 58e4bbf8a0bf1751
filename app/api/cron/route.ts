import { z } from "zod";
import { json } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";
import { cronQuerySchema } from "#lib/http/schedule-schemas.ts";
import { nextTimes } from "#lib/retention/schedules/cron.ts";

/** The next three instants of a cron expression, in milliseconds since 1970: what a person sees who types one. */
export const GET = route(
  {
    role: "operator",
    operation: {
      id: "readCron",
      group: "retention",
      summary: "The next three instants of a cron expression.",
      answer: json(z.array(z.int())),
    },
    query: cronQuerySchema,
  },
  ({ query }) => nextTimes(query.cron, query.timeZone, Date.now(), 3),
);

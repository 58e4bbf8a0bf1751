import { database } from "#lib/db/database.ts";
import { scheduleAnswer, schedulesAnswer } from "#lib/http/answers/plan-answers.ts";
import { created } from "#lib/http/created.ts";
import { createdAs, json } from "#lib/http/operation.ts";
import { planPerson } from "#lib/http/plan-person.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";
import { scheduleSchema } from "#lib/http/schedule-schemas.ts";
import { addSchedule, listSchedules } from "#lib/retention/schedules/schedules.ts";
import { findRegistry } from "#lib/settings/registries.ts";

/** The policies that are carried out again and again in a registry. */
export const GET = route(
  {
    role: "operator",
    action: "rules",
    operation: {
      id: "listSchedules",
      group: "retention",
      summary: "The policies that are carried out again and again in a registry.",
      answer: json(schedulesAnswer),
    },
    params: registryParams,
  },
  async ({ params }) => {
    await findRegistry(params.registry);
    return listSchedules(database(), params.registry);
  },
);

/** Adds a schedule. */
export const POST = route(
  {
    role: "administrator",
    action: "rules",
    operation: {
      id: "createSchedule",
      group: "retention",
      summary:
        "Has a policy carried out again and again; its plans wait for a person unless it says otherwise.",
      answer: createdAs(scheduleAnswer),
    },
    params: registryParams,
    body: scheduleSchema,
    audits: ["schedule.change"],
  },
  async ({ params, body, principal, audit }) => {
    audit.about({ details: { added: body } });
    await findRegistry(params.registry);
    const schedule = await addSchedule(database(), params.registry, body, planPerson(principal), Date.now());
    return created(`/api/registries/${params.registry}/schedules/${schedule.id}`, schedule);
  },
);

import { z } from "zod";
import { anonymousViewing, setAnonymousViewing } from "#lib/access/anonymous-viewing.ts";
import { changesOf } from "#lib/audit/changes.ts";
import { config } from "#lib/config.ts";
import { database } from "#lib/db/database.ts";
import { accessSettingsAnswer } from "#lib/http/answers/log-answers.ts";
import { json } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";

/** Whether people who are not signed in may look. */
export const GET = route(
  {
    role: "administrator",
    operation: {
      id: "readAccessSettings",
      group: "settings",
      summary: "Whether people who are not signed in may look.",
      answer: json(accessSettingsAnswer),
    },
  },
  async () => ({
    anonymousViewing: await anonymousViewing(database(), config().anonymousViewing),
  }),
);

/** Lets people who are not signed in look, or not. */
export const PUT = route(
  {
    role: "administrator",
    operation: {
      id: "changeAccessSettings",
      group: "settings",
      summary: "Lets people who are not signed in look, or not.",
      answer: json(accessSettingsAnswer),
    },
    body: z.strictObject({ anonymousViewing: z.boolean() }),
    audits: ["access.anonymous-viewing"],
  },
  async ({ body, audit }) => ({
    anonymousViewing: await setAnonymousViewing(
      database(),
      config().anonymousViewing,
      body.anonymousViewing,
      audit.within(({ before, after }) => ({ details: changesOf({ allowed: before }, { allowed: after }) })),
    ),
  }),
);

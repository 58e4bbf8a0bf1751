import { z } from "zod";
import { anonymousViewing, setAnonymousViewing } from "#lib/access/anonymous-viewing.ts";
import { changesOf } from "#lib/audit/changes.ts";
import { config } from "#lib/config.ts";
import { database } from "#lib/db/database.ts";
import { route } from "#lib/http/route.ts";

/** Whether people who are not signed in may look. */
export const GET = route({ role: "administrator" }, async () => ({
  anonymousViewing: await anonymousViewing(database(), config().anonymousViewing),
}));

/** Lets people who are not signed in look, or not. */
export const PUT = route(
  {
    role: "administrator",
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

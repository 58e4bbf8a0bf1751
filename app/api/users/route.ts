import { z } from "zod";
import { newUserSchema } from "#lib/access/account-schemas.ts";
import { createUser, listUsers, type UserSummary } from "#lib/access/users.ts";
import { database } from "#lib/db/database.ts";
import { userAnswer } from "#lib/http/answers/session-answers.ts";
import { created } from "#lib/http/created.ts";
import { createdAs, json } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";

/** Every user, by name. */
export const GET = route(
  {
    role: "administrator",
    operation: {
      id: "listUsers",
      group: "users",
      summary: "Every user, by name.",
      answer: json(z.array(userAnswer)),
    },
  },
  () => listUsers(database()),
);

/** Creates a user. */
export const POST = route(
  {
    role: "administrator",
    operation: {
      id: "createUser",
      group: "users",
      summary: "Creates a user.",
      answer: createdAs(userAnswer),
    },
    body: newUserSchema,
    audits: ["user.create"],
  },
  async ({ body, audit }) => {
    audit.about({ details: { username: body.username, role: body.role } });
    const also = audit.within<UserSummary>(({ id }) => ({ details: { id } }));
    const user = await createUser(database(), body, Date.now(), also);
    return created(`/api/users/${user.id}`, user);
  },
);

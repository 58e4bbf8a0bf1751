import { z } from "zod";
import { userChangeSchema } from "#lib/access/account-schemas.ts";
import { changeUser, removeUser, type UserChanged } from "#lib/access/users.ts";
import { changesOf } from "#lib/audit/changes.ts";
import { database } from "#lib/db/database.ts";
import { userAnswer } from "#lib/http/answers/session-answers.ts";
import { json, nothing } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";

const params = z.object({ id: z.string() });

/** Changes a user's role, password, or both. */
export const PATCH = route(
  {
    role: "administrator",
    operation: {
      id: "changeUser",
      group: "users",
      summary: "Changes a user’s role, password, or both, and ends their sessions.",
      answer: json(userAnswer),
    },
    params,
    body: userChangeSchema,
    audits: ["user.change"],
  },
  ({ params: { id }, body, audit }) => {
    const passwordChanged = body.password !== undefined;
    audit.about({ details: { id, ...(passwordChanged && { passwordChanged }) } });
    const also = audit.within<UserChanged>(({ roleBefore, user: { username, role } }) => ({
      details: { username, ...changesOf({ role: roleBefore }, { role }) },
    }));
    return changeUser(database(), id, body, Date.now(), also);
  },
);

/** Removes a user. */
export const DELETE = route(
  {
    role: "administrator",
    operation: {
      id: "removeUser",
      group: "users",
      summary: "Removes a user with their tokens, and ends their sessions.",
      answer: nothing,
    },
    params,
    audits: ["user.remove"],
  },
  ({ params: { id }, audit }) => {
    audit.about({ details: { id } });
    return removeUser(
      database(),
      id,
      audit.within(({ username, role }) => ({ details: { username, role } })),
    );
  },
);

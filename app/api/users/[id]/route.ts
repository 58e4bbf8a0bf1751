import { z } from "zod";
import { userChangeSchema } from "#lib/access/account-schemas.ts";
import { changeUser, removeUser, type UserChanged } from "#lib/access/users.ts";
import { changesOf } from "#lib/audit/changes.ts";
import { database } from "#lib/db/database.ts";
import { route } from "#lib/http/route.ts";

const params = z.object({ id: z.string() });

/** Changes a user's role, password, or both. */
export const PATCH = route(
  { role: "administrator", params, body: userChangeSchema, audits: ["user.change"] },
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
  { role: "administrator", params, audits: ["user.remove"] },
  ({ params: { id }, audit }) => {
    audit.about({ details: { id } });
    return removeUser(
      database(),
      id,
      audit.within(({ username, role }) => ({ details: { username, role } })),
    );
  },
);

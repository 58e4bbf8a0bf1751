import { newUserSchema } from "#lib/access/account-schemas.ts";
import { createUser, listUsers, type UserSummary } from "#lib/access/users.ts";
import { database } from "#lib/db/database.ts";
import { created } from "#lib/http/created.ts";
import { route } from "#lib/http/route.ts";

/** Every user, by name. */
export const GET = route({ role: "administrator" }, () => listUsers(database()));

/** Creates a user. */
export const POST = route(
  { role: "administrator", body: newUserSchema, audits: ["user.create"] },
  async ({ body, audit }) => {
    audit.about({ details: { username: body.username, role: body.role } });
    const also = audit.within<UserSummary>(({ id }) => ({ details: { id } }));
    const user = await createUser(database(), body, Date.now(), also);
    return created(`/api/users/${user.id}`, user);
  },
);

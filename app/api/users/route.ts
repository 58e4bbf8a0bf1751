import { newUserSchema } from "#lib/access/account-schemas.ts";
import { createUser, listUsers } from "#lib/access/users.ts";
import { database } from "#lib/db/database.ts";
import { created } from "#lib/http/created.ts";
import { route } from "#lib/http/route.ts";

/** Every user, by name. */
export const GET = route({ role: "administrator" }, () => listUsers(database()));

/** Creates a user. */
export const POST = route({ role: "administrator", body: newUserSchema }, async ({ body }) => {
  const user = await createUser(database(), body);
  return created(`/api/users/${user.id}`, user);
});

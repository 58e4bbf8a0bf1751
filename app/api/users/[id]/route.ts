import { z } from "zod";
import { userChangeSchema } from "#lib/access/account-schemas.ts";
import { changeUser, removeUser } from "#lib/access/users.ts";
import { database } from "#lib/db/database.ts";
import { route } from "#lib/http/route.ts";

const params = z.object({ id: z.string() });

/** Changes a user's role, password, or both. */
export const PATCH = route(
  { role: "administrator", params, body: userChangeSchema },
  ({ params: { id }, body }) => changeUser(database(), id, body),
);

/** Removes a user. */
export const DELETE = route({ role: "administrator", params }, ({ params: { id } }) =>
  removeUser(database(), id),
);

import { passwordChangeSchema } from "#lib/access/account-schemas.ts";
import { changeOwnPassword } from "#lib/access/sign-in.ts";
import { database } from "#lib/db/database.ts";
import { nothing } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";

/** Changes one's own password. */
export const PUT = route(
  {
    role: "user",
    operation: {
      id: "changeOwnPassword",
      group: "session",
      summary: "Changes one’s own password, and ends one’s other sessions.",
      answer: nothing,
    },
    body: passwordChangeSchema,
    audits: ["password.change"],
  },
  ({ principal, body, token, address, audit }) =>
    changeOwnPassword(database(), principal, body, token, address, Date.now(), audit.within()),
);

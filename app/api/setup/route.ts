import { setupSchema } from "#lib/access/account-schemas.ts";
import { createFirstAdministrator } from "#lib/access/setup.ts";
import type { UserSummary } from "#lib/access/users.ts";
import { config } from "#lib/config.ts";
import { database } from "#lib/db/database.ts";
import { nothing } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";
import { signedIn } from "#lib/http/session-response.ts";

/** Creates the first administrator, for whoever has the one-time code, and signs them in. */
export const POST = route(
  {
    role: "public",
    operation: {
      id: "setUp",
      group: "session",
      summary: "Creates the first administrator, for whoever has the one-time code.",
      answer: nothing,
    },
    body: setupSchema,
    audits: ["setup.administrator"],
  },
  async ({ body, address, https, audit }) => {
    audit.about({ details: { username: body.username } });
    const also = audit.within<UserSummary>(({ id, username: name }) => ({
      actor: { kind: "user", id, name },
    }));
    const { dataDir } = config();
    return signedIn(
      await createFirstAdministrator(database(), dataDir, body, address, Date.now(), also),
      https,
    );
  },
);

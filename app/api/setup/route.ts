import { setupSchema } from "#lib/access/account-schemas.ts";
import { createFirstAdministrator } from "#lib/access/setup.ts";
import { config } from "#lib/config.ts";
import { database } from "#lib/db/database.ts";
import { route } from "#lib/http/route.ts";
import { signedIn } from "#lib/http/session-response.ts";

/** Creates the first administrator, for whoever has the one-time code, and signs them in. */
export const POST = route({ role: "public", body: setupSchema }, async ({ body, address, https }) =>
  signedIn(await createFirstAdministrator(database(), config().dataDir, body, address), https),
);

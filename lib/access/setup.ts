import type { Kysely } from "kysely";
import { type Alongside, nothingAlongside } from "#lib/db/alongside.ts";
import { exclusively } from "#lib/db/exclusively.ts";
import type { Schema } from "#lib/db/schema.ts";
import { AccessError } from "./access-error.ts";
import type { Setup } from "./account-schemas.ts";
import { hashPassword } from "./password-hash.ts";
import { startSession } from "./sessions.ts";
import { isSetupCode, removeSetupCode } from "./setup-code.ts";
import { countAttempt } from "./throttle.ts";
import { hasUsers, insertUser, type UserSummary } from "./users.ts";

/**
 * Creates the first administrator for whoever has the one-time code, and signs them in.
 *
 * @param address of the client, by which attempts are slowed.
 * @param also gets the account.
 * @returns the token of a new session, for the cookie.
 * @throws {AccessError} `SETUP_DONE` where there is an account already, `SETUP_CODE_WRONG`, `TOO_MANY_ATTEMPTS`
 */
export async function createFirstAdministrator(
  db: Kysely<Schema>,
  dataDir: string,
  { code, username, password }: Setup,
  address: string,
  now = Date.now(),
  also: Alongside<UserSummary> = nothingAlongside,
): Promise<string> {
  if (await hasUsers(db)) throw setupDone();
  const attempt = await countAttempt(db, { address }, now);
  if (!isSetupCode(dataDir, code)) {
    throw new AccessError(
      "SETUP_CODE_WRONG",
      "This is not the one-time code. The server printed it when it started, and it is in the file setup-code of the data folder.",
      { field: "code" },
    );
  }
  await attempt.succeeded();
  const user = await insertFirst(db, username, password, now, also);
  if (user === undefined) throw setupDone();
  removeSetupCode(dataDir);
  return startSession(db, user.id, now);
}

/**
 * Creates the administrator that the environment names, where there is no account yet. Later changes of the environment
 * change nothing: passwords are changed in Stowage.
 *
 * @param also gets the account.
 * @returns whether one was created.
 */
export async function createConfiguredAdministrator(
  db: Kysely<Schema>,
  administrator: { readonly username: string; readonly password: string },
  now = Date.now(),
  also: Alongside<UserSummary> = nothingAlongside,
): Promise<boolean> {
  if (await hasUsers(db)) return false;
  const { username, password } = administrator;
  return (await insertFirst(db, username, password, now, also)) !== undefined;
}

/** Of two visitors at once, or two replicas that start at once, only one makes the first. */
async function insertFirst(
  db: Kysely<Schema>,
  username: string,
  password: string,
  now: number,
  also: Alongside<UserSummary>,
) {
  const hash = await hashPassword(password);
  return exclusively(db, "accounts", async (transaction) => {
    if (await hasUsers(transaction)) return undefined;
    const user = await insertUser(transaction, { username, role: "administrator" }, hash, now);
    await also(transaction, user);
    return user;
  });
}

function setupDone(): AccessError {
  return new AccessError("SETUP_DONE", "Stowage has an administrator already. Sign in instead.");
}

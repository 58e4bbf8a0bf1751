import type { Kysely } from "kysely";
import { type Alongside, nothingAlongside } from "#lib/db/alongside.ts";
import type { Schema } from "#lib/db/schema.ts";
import { AccessError } from "./access-error.ts";
import type { Credentials, PasswordChange } from "./account-schemas.ts";
import { hashPassword, isOutdatedHash, verifyPassword } from "./password-hash.ts";
import { endSessionsOf, purgeSessions, startSession } from "./sessions.ts";
import { countAttempt } from "./throttle.ts";
import { usernameKey } from "./username.ts";

/** A user, as changes of accounts tell who it is about. */
interface Account {
  readonly id: string;
  readonly username: string;
}

/**
 * Signs a user in. A wrong name and a wrong password give the same answer after the same time.
 *
 * @param address of the client, by which attempts are slowed as well as by name.
 * @param also gets who has signed in.
 * @returns the token of a new session, for the cookie.
 * @throws {AccessError} `CREDENTIALS_WRONG`, `TOO_MANY_ATTEMPTS`
 */
export async function signIn(
  db: Kysely<Schema>,
  { username, password }: Credentials,
  address: string,
  now = Date.now(),
  also: Alongside<Account> = nothingAlongside,
): Promise<string> {
  const attempt = await countAttempt(db, { username, address }, now);
  const user = await db
    .selectFrom("users")
    .select(["id", "username", "password_hash"])
    .where("username_key", "=", usernameKey(username))
    .executeTakeFirst();
  const right = await verifyPassword(password, user?.password_hash);
  if (user === undefined || !right) throw wrongCredentials();
  await attempt.succeeded();
  await purgeSessions(db, now);
  const rehashed = isOutdatedHash(user.password_hash) ? { password_hash: await hashPassword(password) } : {};
  return db.transaction().execute(async (transaction) => {
    const known = await transaction
      .updateTable("users")
      .set({ signed_in_at: now, ...rehashed })
      .where("id", "=", user.id)
      // Not if the password was changed, and its sessions ended, while it was being checked.
      .where("password_hash", "=", user.password_hash)
      .returning("id")
      .executeTakeFirst();
    if (known === undefined) throw wrongCredentials();
    const token = await startSession(transaction, user.id, now);
    await also(transaction, { id: user.id, username: user.username });
    return token;
  });
}

function wrongCredentials(): AccessError {
  return new AccessError("CREDENTIALS_WRONG", "The user name or the password is wrong.");
}

/**
 * Changes somebody's own password and ends their other sessions.
 *
 * @param token of the session that asks; it goes on.
 * @throws {AccessError} `PASSWORD_WRONG` where the current one is not; `TOO_MANY_ATTEMPTS`, since a stolen session must
 *   not be a way to try passwords.
 */
export async function changeOwnPassword(
  db: Kysely<Schema>,
  user: Account,
  { current, next }: PasswordChange,
  token: string | undefined,
  address: string,
  now = Date.now(),
  also: Alongside<undefined> = nothingAlongside,
): Promise<void> {
  const attempt = await countAttempt(db, { username: user.username, address }, now);
  const row = await db
    .selectFrom("users")
    .select("password_hash")
    .where("id", "=", user.id)
    .executeTakeFirst();
  if (!(await verifyPassword(current, row?.password_hash))) {
    throw new AccessError("PASSWORD_WRONG", "The current password is wrong.", { field: "current" });
  }
  await attempt.succeeded();
  const hash = await hashPassword(next);
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable("users")
      .set({ password_hash: hash, updated_at: now })
      .where("id", "=", user.id)
      .execute();
    await endSessionsOf(transaction, user.id, token);
    await also(transaction, undefined);
  });
}

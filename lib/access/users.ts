import { randomUUID } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import { type Alongside, nothingAlongside } from "#lib/db/alongside.ts";
import { exclusively } from "#lib/db/exclusively.ts";
import type { Schema } from "#lib/db/schema.ts";
import { AccessError } from "./access-error.ts";
import type { NewUser, UserChange } from "./account-schemas.ts";
import { hashPassword } from "./password-hash.ts";
import { isRole, type Role } from "./role.ts";
import { endSessionsOf } from "./sessions.ts";
import { usernameKey } from "./username.ts";

/** A user as an administrator sees them. */
export interface UserSummary {
  readonly id: string;
  readonly username: string;
  readonly role: Role;
  /** ISO 8601. */
  readonly createdAt: string;
  /** ISO 8601; null for a user who never signed in. */
  readonly signedInAt: string | null;
}

/** What became of a user. */
export interface UserChanged {
  readonly roleBefore: string;
  readonly user: UserSummary;
}

const summaryColumns = ["id", "username", "role", "created_at", "signed_in_at"] as const;

/** Every user, by name. */
export async function listUsers(db: Kysely<Schema>): Promise<UserSummary[]> {
  const rows = await db.selectFrom("users").select(summaryColumns).orderBy("username_key").execute();
  return rows.map(summary);
}

/** Whether there is any account. */
export async function hasUsers(db: Kysely<Schema>): Promise<boolean> {
  return (await db.selectFrom("users").select("id").limit(1).executeTakeFirst()) !== undefined;
}

/**
 * Creates a user.
 *
 * @param also gets the user.
 * @throws {AccessError} `USERNAME_TAKEN`, also for a name that differs in case alone.
 */
export async function createUser(
  db: Kysely<Schema>,
  user: NewUser,
  now = Date.now(),
  also: Alongside<UserSummary> = nothingAlongside,
): Promise<UserSummary> {
  const hash = await hashPassword(user.password);
  return db.transaction().execute(async (transaction) => {
    const created = await insertUser(transaction, user, hash, now);
    await also(transaction, created);
    return created;
  });
}

/** What {@link createUser} does, with the password hashed before, so that a transaction does not wait for that. */
export async function insertUser(
  db: Kysely<Schema>,
  { username, role }: Pick<NewUser, "username" | "role">,
  passwordHash: string,
  now: number,
): Promise<UserSummary> {
  const row = await db
    .insertInto("users")
    .values({
      id: randomUUID(),
      username,
      username_key: usernameKey(username),
      role,
      password_hash: passwordHash,
      created_at: now,
      updated_at: now,
      signed_in_at: null,
    })
    .onConflict((conflict) => conflict.column("username_key").doNothing())
    .returning(summaryColumns)
    .executeTakeFirst();
  if (row !== undefined) return summary(row);
  throw new AccessError("USERNAME_TAKEN", `There is already a user “${username}”.`, {
    params: { username },
    field: "username",
  });
}

/**
 * Changes a user's role, password, or both, and ends their sessions: what somebody may do changes at once.
 *
 * @param also gets the user's role before, and the user.
 * @throws {AccessError} `USER_UNKNOWN`, `LAST_ADMINISTRATOR`
 */
export async function changeUser(
  db: Kysely<Schema>,
  id: string,
  { role, password }: UserChange,
  now = Date.now(),
  also: Alongside<UserChanged> = nothingAlongside,
): Promise<UserSummary> {
  const passwordHash = password === undefined ? undefined : await hashPassword(password);
  return exclusively(db, "accounts", async (transaction) => {
    const user = await existingUser(transaction, id);
    if (role !== undefined && role !== "administrator") await keepAnAdministrator(transaction, user);
    const row = await transaction
      .updateTable("users")
      .set({
        updated_at: now,
        ...(role === undefined ? {} : { role }),
        ...(passwordHash === undefined ? {} : { password_hash: passwordHash }),
      })
      .where("id", "=", id)
      .returning(summaryColumns)
      .executeTakeFirstOrThrow();
    if (passwordHash !== undefined || row.role !== user.role) await endSessionsOf(transaction, id);
    const changed = summary(row);
    await also(transaction, { roleBefore: user.role, user: changed });
    return changed;
  });
}

/**
 * Removes a user with their tokens, and ends their sessions.
 *
 * @param also gets who was removed.
 * @throws {AccessError} `USER_UNKNOWN`, `LAST_ADMINISTRATOR`
 */
export async function removeUser(
  db: Kysely<Schema>,
  id: string,
  also: Alongside<{ readonly username: string; readonly role: string }> = nothingAlongside,
): Promise<void> {
  await exclusively(db, "accounts", async (transaction) => {
    const user = await existingUser(transaction, id);
    await keepAnAdministrator(transaction, user);
    await transaction.deleteFrom("sessions").where("user_id", "=", id).execute();
    await transaction.deleteFrom("api_tokens").where("owner_id", "=", id).execute();
    await transaction.deleteFrom("users").where("id", "=", id).execute();
    await also(transaction, user);
  });
}

async function existingUser(
  db: Transaction<Schema>,
  id: string,
): Promise<{ id: string; username: string; role: string }> {
  const user = await db
    .selectFrom("users")
    .select(["id", "username", "role"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (user === undefined) throw new AccessError("USER_UNKNOWN", "There is no such user any more.");
  return user;
}

async function keepAnAdministrator(
  db: Transaction<Schema>,
  user: { id: string; username: string; role: string },
): Promise<void> {
  if (user.role !== "administrator") return;
  const other = await db
    .selectFrom("users")
    .select("id")
    .where("role", "=", "administrator")
    .where("id", "!=", user.id)
    .limit(1)
    .executeTakeFirst();
  if (other !== undefined) return;
  throw new AccessError(
    "LAST_ADMINISTRATOR",
    `“${user.username}” is the last administrator. Make somebody else one first.`,
    { params: { username: user.username } },
  );
}

function summary(row: {
  id: string;
  username: string;
  role: string;
  created_at: number;
  signed_in_at: number | null;
}): UserSummary {
  return {
    id: row.id,
    username: row.username,
    // A role that this version does not know is from a newer one; it gets the least.
    role: isRole(row.role) ? row.role : "viewer",
    createdAt: new Date(row.created_at).toISOString(),
    signedInAt: row.signed_in_at === null ? null : new Date(row.signed_in_at).toISOString(),
  };
}

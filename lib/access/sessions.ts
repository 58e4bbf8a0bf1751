import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { hashToken, randomToken } from "#lib/settings/random-token.ts";
import type { Visitor } from "./principal.ts";
import { isRole } from "./role.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

/** A session ends when it was not used for this long, in milliseconds. */
export const idleLimit = 7 * day;

/** A session ends this long after signing in, used or not, in milliseconds. */
export const absoluteLimit = 30 * day;

/** How old the noted time of last use may become before it is written anew: not each request is a write. */
const noteInterval = minute;

/**
 * Starts a session for a user.
 *
 * @returns its token: 256 random bits in base64url, of which only the hash is stored.
 */
export async function startSession(db: Kysely<Schema>, userId: string, now: number): Promise<string> {
  const token = randomToken();
  await db
    .insertInto("sessions")
    .values({ token_hash: hashToken(token), user_id: userId, created_at: now, used_at: now })
    .execute();
  return token;
}

/** The user whose session this token is; undefined where it is none, has ended, or was revoked. Keeps it from growing idle. */
export async function sessionUser(
  db: Kysely<Schema>,
  token: string,
  now: number,
): Promise<Extract<Visitor, { kind: "user" }> | undefined> {
  const hash = hashToken(token);
  const session = await db
    .selectFrom("sessions")
    .innerJoin("users", "users.id", "sessions.user_id")
    .select(["users.id", "users.username", "users.role", "sessions.used_at"])
    .where("sessions.token_hash", "=", hash)
    .where("sessions.used_at", ">", now - idleLimit)
    .where("sessions.created_at", ">", now - absoluteLimit)
    .executeTakeFirst();
  if (session === undefined || !isRole(session.role)) return undefined;
  if (session.used_at < now - noteInterval) {
    await db.updateTable("sessions").set({ used_at: now }).where("token_hash", "=", hash).execute();
  }
  return { kind: "user", id: session.id, username: session.username, role: session.role };
}

/** Ends the session of a token, if there is one. */
export async function endSession(db: Kysely<Schema>, token: string): Promise<void> {
  await db.deleteFrom("sessions").where("token_hash", "=", hashToken(token)).execute();
}

/** Ends every session of a user but the one of a token that is named. */
export async function endSessionsOf(db: Kysely<Schema>, userId: string, except?: string): Promise<void> {
  await db
    .deleteFrom("sessions")
    .where("user_id", "=", userId)
    .$if(except !== undefined, (query) => query.where("token_hash", "!=", hashToken(except ?? "")))
    .execute();
}

/** Forgets sessions that have ended. */
export async function purgeSessions(db: Kysely<Schema>, now: number): Promise<void> {
  await db
    .deleteFrom("sessions")
    .where(({ or, eb }) =>
      or([eb("used_at", "<=", now - idleLimit), eb("created_at", "<=", now - absoluteLimit)]),
    )
    .execute();
}

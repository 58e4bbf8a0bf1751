import { AccessError } from "#lib/access/access-error.ts";
import { anonymousViewing } from "#lib/access/anonymous-viewing.ts";
import type { Principal, Visitor } from "#lib/access/principal.ts";
import { includesRole, type Role } from "#lib/access/role.ts";
import { sessionUser } from "#lib/access/sessions.ts";
import { hasUsers } from "#lib/access/users.ts";
import { config } from "#lib/config.ts";
import { database } from "#lib/db/database.ts";

/** Who has a session's token, or anybody where anonymous viewing is on; null for a stranger. */
export async function visitorOfSession(token: string | undefined): Promise<Visitor | null> {
  const db = database();
  const user = token === undefined ? undefined : await sessionUser(db, token, Date.now());
  if (user !== undefined) return user;
  const { allowed } = await anonymousViewing(db, config().anonymousViewing);
  return allowed ? { kind: "anonymous", role: "viewer" } : null;
}

/**
 * Refuses whoever may not do what needs a role.
 *
 * @throws {AccessError} `UNAUTHENTICATED` where signing in might help, else `FORBIDDEN`
 */
export function requireRole(principal: Principal | null, required: Role): Principal {
  if (principal !== null && includesRole(principal.role, required)) return principal;
  if (principal === null || principal.kind === "anonymous")
    throw new AccessError("UNAUTHENTICATED", "Sign in to do this.");
  throw new AccessError(
    "FORBIDDEN",
    `“${principal.kind === "token" ? principal.owner.username : principal.username}” is ${principal.role === "operator" ? "an operator" : "a viewer"} here, and only ${required === "administrator" ? "an administrator" : "an operator or administrator"} may do this.`,
    { params: { role: principal.role, required } },
  );
}

const shared: { stowageHasUsers?: true } = globalThis as object;

/** Whether there is no account yet, so that the first visitor creates the administrator. Once there is one, there always is. */
export async function needsSetup(): Promise<boolean> {
  if (shared.stowageHasUsers) return false;
  if (!(await hasUsers(database()))) return true;
  shared.stowageHasUsers = true;
  return false;
}

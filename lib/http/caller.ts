import { AccessError } from "#lib/access/access-error.ts";
import type { Principal } from "#lib/access/principal.ts";
import type { Role } from "#lib/access/role.ts";
import type { TokenAction } from "#lib/access/tokens/scopes.ts";
import { tokenPrincipal } from "#lib/access/tokens/token-principal.ts";
import { looksLikeToken } from "#lib/access/tokens/token-text.ts";
import { refuseToken, requireAction } from "#lib/access/tokens/within-scopes.ts";
import { config } from "#lib/config.ts";
import { database } from "#lib/db/database.ts";
import { bearerToken } from "./bearer-token.ts";
import { requireRole, visitorOfSession } from "./principal.ts";
import { requireSameOrigin } from "./same-origin.ts";
import { parseCookies, readSessionToken } from "./session-cookie.ts";

/**
 * Who may call a route: a role and those above it, `user` for anybody who is signed in (which anonymous viewing is not),
 * or `public` for everybody.
 */
export type RouteRole = Role | "user" | "public";

/** What of a route says who may call it. */
export interface RouteAccess {
  readonly role: RouteRole;
  /** What a token must be for to call it. Where absent, a token may call what viewers look at, with `read`, and nothing else. */
  readonly action?: TokenAction | undefined;
}

/** Who asks. */
export interface Caller {
  readonly principal: Principal | null;
  /** The session's token, if there is one. */
  readonly session: string | undefined;
}

const writes: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/**
 * Who makes a request: whoever the token of its header Authorization is for, and then no cookie is looked at, so that no other
 * site’s page can have made it; else whoever its cookie says, if a page of Stowage made it. A bearer token that is not one of
 * Stowage’s counts for nothing: a proxy that has people sign in may add one. Routes for everybody that name no action look at none.
 *
 * @throws {HttpError} `CROSS_SITE`; {@link AccessError} `TOKEN_INVALID`, `TOKEN_EXPIRED`
 */
export async function callerOf(request: Request, access: RouteAccess, https: boolean): Promise<Caller> {
  const takesToken = access.role !== "public" || access.action !== undefined;
  const bearer = takesToken ? bearerToken(request.headers) : undefined;
  if (bearer !== undefined && looksLikeToken(bearer)) {
    return { principal: await tokenPrincipal(database(), bearer, Date.now()), session: undefined };
  }
  if (writes.has(request.method)) requireSameOrigin(request.headers, config().publicUrl);
  const session = readSessionToken(parseCookies(request.headers.get("cookie")), https);
  return { principal: await visitorOfSession(session), session };
}

/** The action that a token must be for; undefined where no token is let in. */
export function actionFor({ role, action }: RouteAccess, method: string): TokenAction | undefined {
  if (action !== undefined) return action;
  return role === "viewer" && (method === "GET" || method === "HEAD") ? "read" : undefined;
}

/**
 * Refuses whoever may not call a route.
 *
 * @throws {AccessError} `UNAUTHENTICATED`, `FORBIDDEN`, `TOKEN_SCOPE`
 */
export function allow(principal: Principal | null, access: RouteAccess, method: string): void {
  const action = actionFor(access, method);
  if (action === undefined) refuseToken(principal);
  else requireAction(principal, action);
  if (access.role === "public") return;
  if (access.role !== "user") requireRole(principal, access.role);
  else if (principal?.kind !== "user") throw new AccessError("UNAUTHENTICATED", "Sign in to do this.");
}

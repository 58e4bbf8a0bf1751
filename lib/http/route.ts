import type { z } from "zod";
import { AccessError } from "#lib/access/access-error.ts";
import type { Principal } from "#lib/access/principal.ts";
import type { Role } from "#lib/access/role.ts";
import { config } from "#lib/config.ts";
import { withApiHeaders } from "./api-headers.ts";
import { clientAddress } from "./client-address.ts";
import { readJsonBody } from "./json-body.ts";
import { principalOfToken, requireRole } from "./principal.ts";
import { problemResponse } from "./problem.ts";
import { requireSameOrigin } from "./same-origin.ts";
import { isHttps } from "./scheme.ts";
import { parseCookies, readSessionToken } from "./session-cookie.ts";

type User = Extract<Principal, { kind: "user" }>;

/**
 * Who may call a route: a role and those above it, `user` for anybody who is signed in (which anonymous viewing is not),
 * or `public` for everybody.
 */
export type RouteRole = Role | "user" | "public";

/** Who then is there. */
type PrincipalFor<Required extends RouteRole> = Required extends "public"
  ? Principal | null
  : Required extends "viewer"
    ? Principal
    : User;

/** What a handler gets: all of it checked. What the route declared no schema for is undefined. */
export interface RouteRequest<Required extends RouteRole, Params, Query, Body> {
  readonly principal: PrincipalFor<Required>;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** The request as it came, for its headers and raw address. Its body was read if the route has a schema for one. */
  readonly request: Request;
  /** Fires when the person has left. */
  readonly signal: AbortSignal;
  /** The session's token, if there is one. */
  readonly token: string | undefined;
  /** The client's address; empty where it is not known. */
  readonly address: string;
  /** Whether the browser speaks HTTPS, and so cookies must be Secure. */
  readonly https: boolean;
}

/** What Next hands to a route handler. */
interface NextContext {
  readonly params: Promise<unknown>;
}

/** By this a test knows that a handler was made by {@link route}. */
export const guarded: unique symbol = Symbol.for("stowage.guarded-route");

/** A route handler that refuses by default. */
export interface GuardedHandler {
  (request: Request, context: NextContext): Promise<Response>;
  readonly [guarded]: RouteRole;
}

const writes: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/**
 * Makes a route handler: checks who asks, refuses writes from other sites, reads what was sent, and turns errors into
 * problem+json. What the handler returns is sent as JSON; undefined as 204; a Response as it is.
 *
 * @example
 * export const GET = route({ role: "viewer" }, () => listRegistries());
 */
export function route<Required extends RouteRole, Params = undefined, Query = undefined, Body = undefined>(
  options: {
    readonly role: Required;
    readonly params?: z.ZodType<Params>;
    /** Of the address's query; a name given twice counts once, the last. */
    readonly query?: z.ZodType<Query>;
    readonly body?: z.ZodType<Body>;
  },
  handler: (request: RouteRequest<Required, Params, Query, Body>) => unknown,
): GuardedHandler {
  const handle = async (request: Request, context: NextContext): Promise<Response> => {
    let https = false;
    try {
      https = isHttps(request.headers);
      if (writes.has(request.method)) requireSameOrigin(request.headers, config().publicUrl);
      const token = readSessionToken(parseCookies(request.headers.get("cookie")), https);
      const principal = allowed(options.role, await principalOfToken(token));
      const { searchParams } = new URL(request.url);
      const result = await handler({
        principal: principal as PrincipalFor<Required>,
        params: options.params?.parse(await context.params) as Params,
        query: options.query?.parse(Object.fromEntries(searchParams)) as Query,
        body: options.body?.parse(await readJsonBody(request)) as Body,
        request,
        signal: request.signal,
        token,
        address: clientAddress(request.headers),
        https,
      });
      return withApiHeaders(asResponse(result), https);
    } catch (error) {
      return withApiHeaders(problemResponse(error), https);
    }
  };
  return Object.assign(handle, { [guarded]: options.role });
}

function allowed(required: RouteRole, principal: Principal | null): Principal | null {
  if (required === "public") return principal;
  if (required !== "user") return requireRole(principal, required);
  if (principal?.kind === "user") return principal;
  throw new AccessError("UNAUTHENTICATED", "Sign in to do this.");
}

function asResponse(result: unknown): Response {
  if (result instanceof Response) return result;
  return result === undefined ? new Response(null, { status: 204 }) : Response.json(result);
}

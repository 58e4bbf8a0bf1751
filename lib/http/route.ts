import type { z } from "zod";
import { AccessError } from "#lib/access/access-error.ts";
import type { Principal } from "#lib/access/principal.ts";
import type { Role } from "#lib/access/role.ts";
import type { AuditAction } from "#lib/audit/actions.ts";
import { config } from "#lib/config.ts";
import { withApiHeaders } from "./api-headers.ts";
import { auditFailure } from "./audit-failure.ts";
import { auditOrigin } from "./audit-origin.ts";
import { clientAddress } from "./client-address.ts";
import { readJsonBody } from "./json-body.ts";
import { principalOfToken, requireRole } from "./principal.ts";
import { problemOf, problemResponse } from "./problem.ts";
import { type EndedRequestAudit, type RequestAudit, requestAudit } from "./request-audit.ts";
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
  /** Where the handler says what it changes. */
  readonly audit: RequestAudit;
}

/** What Next hands to a route handler. */
interface NextContext {
  readonly params: Promise<unknown>;
}

/** By this a test knows that a handler was made by {@link route}. */
export const guarded: unique symbol = Symbol.for("stowage.guarded-route");

/** Under this a handler has what it writes to the audit log. */
export const audited: unique symbol = Symbol.for("stowage.audited-route");

/** A route handler that refuses by default. */
export interface GuardedHandler {
  (request: Request, context: NextContext): Promise<Response>;
  readonly [guarded]: RouteRole;
  readonly [audited]: readonly AuditAction[];
}

const writes: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/**
 * Makes a route handler: checks who asks, refuses writes from other sites, reads what was sent, writes to the audit log, and
 * turns errors into problem+json. What the handler returns is sent as JSON; undefined as 204; a Response as it is.
 *
 * The audit log gets what a route that `audits` has done, what the handler has refused or failed at, and what somebody who is
 * known was refused for lack of a role. Not a stranger's attempt, nor what cannot be read: anybody could fill it with those.
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
    /** What is written to the audit log. The first is what it is called unless the handler says otherwise. */
    readonly audits?: readonly [AuditAction, ...AuditAction[]];
  },
  handler: (request: RouteRequest<Required, Params, Query, Body>) => unknown,
): GuardedHandler {
  const handle = async (request: Request, context: NextContext): Promise<Response> => {
    const address = clientAddress(request.headers);
    let https = false;
    let audit: EndedRequestAudit | undefined;
    let principal: Principal | null = null;
    let reading = false;
    try {
      https = isHttps(request.headers);
      if (writes.has(request.method)) requireSameOrigin(request.headers, config().publicUrl);
      const token = readSessionToken(parseCookies(request.headers.get("cookie")), https);
      principal = await principalOfToken(token);
      audit = requestAudit(auditOrigin(principal, request.headers, address), options.audits?.[0]);
      audit.about(registryIn(await context.params));
      allow(options.role, principal);
      reading = true;
      const { searchParams } = new URL(request.url);
      const params = options.params?.parse(await context.params) as Params;
      const query = options.query?.parse(Object.fromEntries(searchParams)) as Query;
      const body = options.body?.parse(await readJsonBody(request)) as Body;
      reading = false;
      const result = await handler({
        principal: principal as PrincipalFor<Required>,
        params,
        query,
        body,
        request,
        signal: request.signal,
        token,
        address,
        https,
        audit,
      });
      await audit.done();
      return withApiHeaders(asResponse(result), https);
    } catch (error) {
      const problem = problemOf(error);
      if (audit !== undefined && !reading && problem.code !== "UNAUTHENTICATED")
        await auditFailure(audit, error, problem, address);
      return withApiHeaders(problemResponse(error, problem), https);
    }
  };
  return Object.assign(handle, { [guarded]: options.role, [audited]: options.audits ?? [] });
}

function allow(required: RouteRole, principal: Principal | null): void {
  if (required === "public") return;
  if (required !== "user") requireRole(principal, required);
  else if (principal?.kind !== "user") throw new AccessError("UNAUTHENTICATED", "Sign in to do this.");
}

/** The registry of an address, for an entry of a request that gets no further. */
function registryIn(params: unknown): { registry?: string } {
  const registry = (params as { registry?: unknown } | undefined)?.registry;
  return typeof registry === "string" ? { registry: registry.slice(0, 63) } : {};
}

function asResponse(result: unknown): Response {
  if (result instanceof Response) return result;
  return result === undefined ? new Response(null, { status: 204 }) : Response.json(result);
}

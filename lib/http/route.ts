import type { z } from "zod";
import type { Principal, TokenPrincipal } from "#lib/access/principal.ts";
import type { TokenAction } from "#lib/access/tokens/scopes.ts";
import type { AuditAction } from "#lib/audit/actions.ts";
import { withApiHeaders } from "./api-headers.ts";
import { auditFailure } from "./audit-failure.ts";
import { auditOrigin } from "./audit-origin.ts";
import { allow, callerOf, type RouteRole } from "./caller.ts";
import { clientAddress } from "./client-address.ts";
import { readJsonBody } from "./json-body.ts";
import type { Operation } from "./operation.ts";
import { problemOf, problemResponse } from "./problem.ts";
import { type EndedRequestAudit, type RequestAudit, requestAudit } from "./request-audit.ts";
import { isHttps } from "./scheme.ts";
import { requireReach } from "./token-reach.ts";

type User = Extract<Principal, { kind: "user" }>;

/** Who then is there: a token only where it is let in. */
type PrincipalFor<
  Required extends RouteRole,
  Action extends TokenAction | undefined,
> = Required extends "public"
  ? Principal | null
  : Required extends "viewer"
    ? Principal
    : Required extends "user"
      ? User
      : Action extends TokenAction
        ? User | TokenPrincipal
        : User;

/** What a handler gets: all of it checked. What the route declared no schema for is undefined. */
export interface RouteRequest<
  Required extends RouteRole,
  Action extends TokenAction | undefined,
  Params,
  Query,
  Body,
> {
  readonly principal: PrincipalFor<Required, Action>;
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

/** Under this a handler has what the description of the API says of it. */
export const described: unique symbol = Symbol.for("stowage.described-route");

/** What a route declares. */
export interface RouteDescription {
  readonly operation: Operation | undefined;
  readonly role: RouteRole;
  readonly action: TokenAction | undefined;
  readonly params: z.ZodType | undefined;
  readonly query: z.ZodType | undefined;
  readonly body: z.ZodType | undefined;
}

/** A route handler that refuses by default. */
export interface GuardedHandler {
  (request: Request, context: NextContext): Promise<Response>;
  readonly [guarded]: RouteRole;
  readonly [audited]: readonly AuditAction[];
  readonly [described]: RouteDescription;
}

/**
 * Makes a route handler: checks who asks, refuses writes from other sites, reads what was sent, holds tokens to their scopes, writes to the audit log, and
 * turns errors into problem+json. What the handler returns is sent as JSON; undefined as 204; a Response as it is.
 *
 * The audit log gets what a route that `audits` has done, what the handler has refused or failed at, and what somebody who is
 * known was refused for lack of a role. Not a stranger's attempt, nor what cannot be read: anybody could fill it with those.
 *
 * @example
 * export const GET = route({ role: "viewer" }, () => listRegistries());
 */
export function route<
  Required extends RouteRole,
  Params = undefined,
  Query = undefined,
  Body = undefined,
  const Action extends TokenAction | undefined = undefined,
>(
  options: {
    readonly role: Required;
    /** What a token must be for; where absent, tokens may call what viewers look at, with `read`, and nothing else. */
    readonly action?: Action;
    /**
     * That the handler itself keeps to the repositories of a token’s scopes. Where absent, a token is let in that is for the
     * repository which the query or the body names, or else for all that the address is about; see {@link requireReach}.
     */
    readonly scoped?: "by-handler";
    /** What it is, for the description of the API. */
    readonly operation?: Operation;
    readonly params?: z.ZodType<Params>;
    /** Of the address's query; a name given twice counts once, the last. */
    readonly query?: z.ZodType<Query>;
    readonly body?: z.ZodType<Body>;
    /** What is written to the audit log. The first is what it is called unless the handler says otherwise. */
    readonly audits?: readonly [AuditAction, ...AuditAction[]];
  },
  handler: (request: RouteRequest<Required, Action, Params, Query, Body>) => unknown,
): GuardedHandler {
  const handle = async (request: Request, context: NextContext): Promise<Response> => {
    const address = clientAddress(request.headers);
    let https = false;
    let audit: EndedRequestAudit | undefined;
    let principal: Principal | null = null;
    let reading = false;
    try {
      https = isHttps(request.headers);
      const caller = await callerOf(request, options, https);
      principal = caller.principal;
      audit = requestAudit(auditOrigin(principal, request.headers, address), options.audits?.[0]);
      audit.about(registryIn(await context.params));
      allow(principal, options, request.method);
      reading = true;
      const { searchParams } = new URL(request.url);
      const params = options.params?.parse(await context.params) as Params;
      const query = options.query?.parse(Object.fromEntries(searchParams)) as Query;
      const body = options.body?.parse(await readJsonBody(request)) as Body;
      reading = false;
      requireReach(principal, { params, query, body }, options.scoped === "by-handler");
      const result = await handler({
        principal: principal as PrincipalFor<Required, Action>,
        params,
        query,
        body,
        request,
        signal: request.signal,
        token: caller.session,
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
  const { operation, role, action, params, query, body, audits = [] } = options;
  return Object.assign(handle, {
    [guarded]: role,
    [audited]: audits,
    [described]: { operation, role, action, params, query, body },
  });
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

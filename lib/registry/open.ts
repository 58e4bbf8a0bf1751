import { setTimeout as delay } from "node:timers/promises";
import { answerError, type Wanted } from "./answer-error.ts";
import { type Authentication, authenticationFor, lacksRights } from "./authentication.ts";
import { readErrorBody } from "./body.ts";
import { connectionError } from "./connection-error.ts";
import type { RegistryEndpoint } from "./endpoint.ts";
import { RegistryError } from "./error.ts";
import { mayBeSpokenTo, plainHttpForbidden } from "./plain-http.ts";
import { nextHop } from "./redirects.ts";
import { retryAfter, retryAfterParams } from "./retry-after.ts";
import {
  defaultTimeouts,
  openTransport,
  type Timeouts,
  type Transport,
  type WireResponse,
} from "./transport.ts";

/** A request to a registry. */
export interface RegistryRequest {
  readonly method: "GET" | "HEAD" | "PUT" | "POST" | "PATCH" | "DELETE";
  /** Below the endpoint: starts with `/v2/`, percent-encoded, with its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | AsyncIterable<Uint8Array>;
  /** What the token must allow, such as `repository:team/app:pull`; several are separated by a space. */
  readonly scope: string;
  /** Statuses from 400 that are answers to the caller rather than errors. */
  readonly passing?: readonly number[];
  /** Every status is an answer to the caller: for proxying. Redirects are still followed. */
  readonly passAll?: boolean;
  /** Redirects to other hosts are followed: for blobs, which registries keep in S3. */
  readonly elsewhere?: boolean;
  /** What is asked for, for the sentence of an error. */
  readonly wanted: Wanted;
  readonly signal?: AbortSignal | undefined;
}

/** An answer. Its body must be read or dumped. */
export interface RegistryResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: WireResponse["body"];
}

/** An open registry: its connections, and what it told of its authentication. */
export interface Registry {
  readonly endpoint: RegistryEndpoint;
  readonly authentication: Authentication;
  /** @throws {RegistryError} for anything but an answer that the caller can use. */
  request(request: RegistryRequest): Promise<RegistryResponse>;
  /** Ends all connections; requests under way fail with `CANCELLED`. */
  close(): Promise<void>;
}

export interface RegistryOptions {
  readonly timeouts?: Timeouts;
  /** How often a request that changes nothing is tried in all. */
  readonly attempts?: number;
  /** Milliseconds before the second attempt; each further wait is twice as long. */
  readonly firstWait?: number;
  /** The longest `Retry-After` that is waited for, in milliseconds; a longer one is the caller's to hear of. */
  readonly longestWait?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Waits for so many milliseconds; fails when `signal` fires. */
  readonly pause?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<unknown>;
}

/** Statuses that may pass by themselves. */
const passingStatuses = new Set([429, 502, 503, 504]);
const passingCodes = new Set(["CONNECTION_LOST", "CONNECTION_REFUSED", "TIMEOUT"]);

/** Redirects followed for one request. */
const mostHops = 5;

/**
 * Opens a registry. Nothing is sent before the first request.
 *
 * Requests that change nothing (GET, HEAD) are tried up to three times where the registry is busy or the connection broke,
 * with growing pauses or the one its `Retry-After` asks for. Credentials are sent when the registry challenges, and from
 * then on at once; never to another origin after a redirect.
 */
export function openRegistry(endpoint: RegistryEndpoint, options: RegistryOptions = {}): Registry {
  const { attempts = 3, firstWait = 200, longestWait = 10_000, now = Date.now, pause = byClock } = options;
  const transport = openTransport(endpoint, options.timeouts ?? defaultTimeouts);
  const authentication = authenticationFor(endpoint, transport, now);

  async function request(asked: RegistryRequest): Promise<RegistryResponse> {
    if (!mayBeSpokenTo(endpoint)) throw plainHttpForbidden(endpoint);
    const repeatable = asked.method === "GET" || asked.method === "HEAD";
    for (let attempt = 1; ; attempt += 1) {
      const last = !repeatable || attempt >= attempts;
      let wanted: number | undefined;
      try {
        const response = await once(transport, endpoint, authentication, asked);
        if (isMute(asked, response)) {
          await response.body.dump();
          return await request({ ...asked, method: "GET" });
        }
        wanted = retryAfter(response.headers, now());
        if (last || !passingStatuses.has(response.status) || (wanted ?? 0) > longestWait) {
          return await usable(endpoint, asked, response, wanted);
        }
        await response.body.dump();
      } catch (error) {
        if (last || !mayPass(error)) throw error;
        wanted = Number(error.params.retryAfter ?? 0) * 1000;
        if (wanted > longestWait) throw error;
      }
      const wait = firstWait * 2 ** (attempt - 1) * (0.75 + Math.random() / 2);
      await pause(Math.max(wait, wanted ?? 0), asked.signal).catch((error) => {
        throw connectionError(endpoint, error);
      });
    }
  }

  return { endpoint, authentication, request, close: () => transport.close() };
}

/**
 * Whether HEAD was refused in a way that only a body could explain, such as plain HTTP at a port for HTTPS: GET is then asked
 * instead. Its head serves as well, where it is HEAD alone that the registry does not know.
 */
function isMute({ method, passAll, passing }: RegistryRequest, { status }: RegistryResponse): boolean {
  return method === "HEAD" && status === 400 && passAll !== true && passing?.includes(400) !== true;
}

/** Whether another attempt may fare better: a connection that broke, or a token server that is busy. */
function mayPass(error: unknown): error is RegistryError {
  if (!(error instanceof RegistryError)) return false;
  return (
    passingCodes.has(error.code) ||
    (error.code === "TOKEN_REFUSED" && error.status !== undefined && passingStatuses.has(error.status))
  );
}

function byClock(milliseconds: number, signal: AbortSignal | undefined): Promise<unknown> {
  return delay(milliseconds, undefined, signal === undefined ? {} : { signal });
}

/** One attempt with its authentication and redirects. */
async function once(
  transport: Transport,
  endpoint: RegistryEndpoint,
  authentication: Authentication,
  asked: RegistryRequest,
): Promise<RegistryResponse> {
  const home = new URL(endpoint.url + asked.path);
  let url = home;
  let challenges = 0;
  for (let hops = 0; ; ) {
    const atHome = url.origin === home.origin;
    const authorization = atHome ? await authentication.header(asked.scope, asked.signal) : undefined;
    const response = await transport.send({
      method: asked.method,
      url,
      headers: { ...asked.headers, ...(authorization === undefined ? {} : { authorization }) },
      body: asked.body,
      signal: asked.signal,
    });
    const { statusCode: status, headers, body } = response;
    if (status === 401 && atHome && challenges < 2) {
      challenges += 1;
      const again = authentication.challenged(challengeIn(response), asked.scope, authorization);
      // A body that was streamed is gone; the caller starts anew.
      if (again && (asked.body === undefined || asked.body instanceof Uint8Array)) {
        await body.dump();
        continue;
      }
      return { status, headers, body };
    }
    if (status !== 401 && atHome) authentication.accepted();
    const location = [headers.location ?? []].flat()[0];
    const redirects = [301, 302, 303, 307, 308].includes(status) && location !== undefined;
    if (!redirects || (asked.method !== "GET" && asked.method !== "HEAD")) return { status, headers, body };
    await body.dump();
    hops += 1;
    url = nextHop(endpoint, { from: url, location, hops, mostHops, elsewhere: asked.elsewhere === true });
  }
}

/** The answer, where the caller can use it; else its error. */
async function usable(
  endpoint: RegistryEndpoint,
  { wanted, passing, passAll, method }: RegistryRequest,
  response: RegistryResponse,
  wantedPause: number | undefined,
): Promise<RegistryResponse> {
  const { status, headers, body } = response;
  if (status < 300 || passAll === true || passing?.includes(status) === true || status === 304)
    return response;
  if (status < 400) {
    await body.dump();
    throw new RegistryError({
      code: "REDIRECT_FORBIDDEN",
      registry: endpoint.slug,
      status,
      message: `${endpoint.name} answers a ${method} with a redirect to ${headers.location ?? "nowhere"}, which is not followed. Is this the right endpoint?`,
      params: { registry: endpoint.name, location: String(headers.location ?? "") },
    });
  }
  throw answerError(endpoint, wanted, {
    status,
    body: await readErrorBody(endpoint, body),
    lacksRights: status === 401 && endpoint.credentials !== undefined && lacksRights(challengeIn(response)),
    ...retryAfterParams(wantedPause),
  });
}

function challengeIn({ headers }: Pick<RegistryResponse, "headers">): string {
  return [headers["www-authenticate"] ?? []].flat().join(", ");
}

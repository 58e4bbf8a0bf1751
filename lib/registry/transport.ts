import { Readable } from "node:stream";
import { getCACertificates } from "node:tls";
import { Agent, type Dispatcher } from "undici";
import {
  bareHost,
  GuardedAddressError,
  type GuardedKind,
  guardedKind,
  guardedKindsOf,
  guardedLookup,
} from "./addresses.ts";
import { connectionError } from "./connection-error.ts";
import type { RegistryEndpoint } from "./endpoint.ts";
import { RegistryError } from "./error.ts";

/** How long a registry may take, in milliseconds. */
export interface Timeouts {
  /** Until a connection is there, TLS included. */
  readonly connect: number;
  /** From the request to the head of the answer. */
  readonly headers: number;
  /** Between two pieces of a body. */
  readonly idle: number;
}

export const defaultTimeouts: Timeouts = { connect: 10_000, headers: 60_000, idle: 60_000 };

/** A request as it goes out: no authentication, no retries, no redirects. */
interface WireRequest {
  readonly method: Dispatcher.HttpMethod;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | AsyncIterable<Uint8Array> | undefined;
  readonly signal?: AbortSignal | undefined;
}

export type WireResponse = Dispatcher.ResponseData;

/** Connections to one registry, with its own TLS options, and to the hosts that it sends us to. */
export interface Transport {
  /** @throws {RegistryError} where no answer came. */
  send(request: WireRequest): Promise<WireResponse>;
  close(): Promise<void>;
}

/** Opens the connections of a registry; none is made before the first request. */
export function openTransport(endpoint: RegistryEndpoint, timeouts: Timeouts = defaultTimeouts): Transport {
  const own = new URL(endpoint.url);
  const tls = {
    rejectUnauthorized: !endpoint.skipTlsVerify,
    ca: trustedCertificates(endpoint.ca),
  };
  const options: Agent.Options = {
    connections: 64,
    pipelining: 1,
    keepAliveTimeout: 30_000,
    headersTimeout: timeouts.headers,
    bodyTimeout: timeouts.idle,
  };
  // Looked up each time that it matters: the name may not resolve just now, or move.
  const ownKinds = () => guardedKindsOf(own.hostname);
  const home = new Agent({ ...options, connect: { ...tls, timeout: timeouts.connect } });
  const abroad = new Agent({
    ...options,
    connect: { ...tls, timeout: timeouts.connect, lookup: guardedLookup(ownKinds) },
  });

  return {
    async send({ method, url, headers, body, signal }) {
      const agent = url.origin === own.origin ? home : abroad;
      try {
        // An address written as a number is not looked up, so the guarded lookup never sees it.
        if (agent === abroad) await refuseGuardedLiteral(url, ownKinds);
        return await agent.request({
          origin: url.origin,
          path: `${url.pathname}${url.search}`,
          method,
          headers: { "user-agent": "stowage", "accept-encoding": "identity", ...headers },
          ...(body === undefined ? {} : { body: body instanceof Uint8Array ? body : Readable.from(body) }),
          ...(signal === undefined ? {} : { signal }),
        });
      } catch (error) {
        throw guardedFailure(endpoint, url, error) ?? connectionError(endpoint, error, url);
      }
    },
    async close() {
      await Promise.all([home.destroy(), abroad.destroy()]);
    },
  };
}

async function refuseGuardedLiteral(
  url: URL,
  ownKinds: () => Promise<ReadonlySet<GuardedKind>>,
): Promise<void> {
  const kind = guardedKind(bareHost(url.hostname));
  if (kind !== undefined && !(await ownKinds()).has(kind)) throw new GuardedAddressError(url.hostname, kind);
}

function guardedFailure(
  { slug, name }: RegistryEndpoint,
  url: URL,
  error: unknown,
): RegistryError | undefined {
  if (!(error instanceof GuardedAddressError)) return undefined;
  return new RegistryError({
    code: "REDIRECT_FORBIDDEN",
    registry: slug,
    message: `${name} sends requests on to ${url.host}, which is a ${error.kind} address of this server and not followed.`,
    params: { registry: name, location: url.origin },
    cause: error,
  });
}

/** Node's roots, the machine's own, and the registry's. Undefined leaves Node's choice. */
export function trustedCertificates(ca: string | undefined): string[] {
  return [...systemCertificates(), ...(ca === undefined ? [] : [ca])];
}

const systemCertificates = memo(() => [
  ...new Set([...getCACertificates("default"), ...getCACertificates("system")]),
]);

function memo<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

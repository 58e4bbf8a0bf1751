import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { getResponse, type HttpHandler } from "msw";
import { onTestFinished } from "vitest";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { listRepositories } from "./catalog.ts";
import type { CheckStepId } from "./check/step.ts";
import { checkConnection } from "./check.ts";
import type { RegistryEndpoint } from "./endpoint.ts";
import { RegistryError } from "./error.ts";
import { openRegistry, type Registry } from "./open.ts";

/** A request as it arrived. */
interface Asked {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly authorization: string | undefined;
}

/** A host that answers as handlers of MSW describe it. */
export interface DescribedHost {
  readonly url: string;
  /** Every request so far, in order. */
  readonly asked: readonly Asked[];
}

type Credentials = NonNullable<RegistryEndpoint["credentials"]>;

/**
 * Starts a host that speaks as its handlers say, until the test ends.
 *
 * MSW cannot intercept undici's own connections, and what they do (redirects to other hosts, headers, keep-alive) is a
 * part of what is tested: so the handlers answer behind a real socket.
 *
 * @param speak makes the handlers; they may need to name their own origin.
 * @param address another one of loopback makes another host: for token servers and object storage.
 */
export async function startDescribed(
  speak: (origin: string) => HttpHandler[],
  address = "127.0.0.1",
): Promise<DescribedHost> {
  const asked: Asked[] = [];
  let handlers: HttpHandler[] = [];
  let url = "";
  const server = createServer((request, answer) => {
    const { method = "GET", url: path = "/", headers } = request;
    asked.push({ method, path, authorization: headers.authorization });
    respond(handlers, new URL(path, url), request, answer).catch((error: unknown) => {
      answer.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  url = `http://${address}:${(server.address() as AddressInfo).port}`;
  handlers = speak(url);
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url, asked };
}

async function respond(
  handlers: HttpHandler[],
  url: URL,
  request: IncomingMessage,
  answer: ServerResponse,
): Promise<void> {
  const { method = "GET", headers } = request;
  // Nothing here looks at bodies.
  request.resume();
  const sent = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  const described = await getResponse(handlers, new Request(url, { method, headers: sent }));
  if (described === undefined) {
    answer.writeHead(501).end(`Nothing is described for ${method} ${url.pathname}.`);
    return;
  }
  const body = Buffer.from(await described.arrayBuffer());
  // A HEAD tells the length of what it does not send, unless the registry itself leaves the length out.
  const length = described.headers.has("content-length") ? {} : { "content-length": body.byteLength };
  answer.writeHead(described.status, { ...Object.fromEntries(described.headers), ...length });
  answer.end(method === "HEAD" ? undefined : body);
}

/** The endpoint of a described registry. */
function endpointOf({ url }: { readonly url: string }, credentials?: Credentials): RegistryEndpoint {
  return {
    slug: "described",
    name: "Described",
    url,
    plainHttp: true,
    skipTlsVerify: false,
    ...(credentials === undefined ? {} : { credentials }),
  };
}

/** A described registry, open until the test ends. It waits no longer than a moment before it tries again. */
export function openDescribed(host: { readonly url: string }, credentials?: Credentials): Registry {
  const registry = openRegistry(endpointOf(host, credentials), { firstWait: 1 });
  onTestFinished(() => registry.close());
  return registry;
}

/** What a connection check finds, by step. */
export async function findings(
  host: { readonly url: string },
  credentials?: Credentials,
): Promise<Partial<Record<CheckStepId, string>>> {
  const found: Partial<Record<CheckStepId, string>> = {};
  for await (const { id, code } of checkConnection(endpointOf(host, credentials))) found[id] = code;
  return found;
}

/** The whole catalog. */
export async function catalogOf(registry: Registry, pageSize = 1000): Promise<RepositoryName[]> {
  const names: RepositoryName[] = [];
  for await (const page of listRepositories(registry, { pageSize })) names.push(...page);
  return names;
}

/** The error that a request ends with, by what a person and a program are told of it. */
export async function failureOf(
  request: Promise<unknown>,
): Promise<Pick<RegistryError, "code" | "status" | "message">> {
  try {
    await request;
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    return { code: error.code, status: error.status, message: error.message };
  }
  throw new Error("The request was answered although it should have failed.");
}

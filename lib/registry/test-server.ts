import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { RegistryEndpoint } from "./endpoint.ts";
import { openRegistry, type Registry, type RegistryOptions } from "./open.ts";

/** A request as the scripted server got it. */
interface Asked {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/** Answers one request; the request itself is there for its body and its connection. */
export type Script = (asked: Asked, answer: ServerResponse, request: IncomingMessage) => void | Promise<void>;

/** A server on loopback that does what a real registry cannot be made to do. */
export interface ScriptedServer {
  readonly url: string;
  readonly port: number;
  /** Everything it was asked, in order. */
  readonly asked: Asked[];
  /** As a registry's settings have it. */
  endpoint(more?: Partial<RegistryEndpoint>): RegistryEndpoint;
  stop(): Promise<void>;
}

/** Starts a server that answers by `script`. */
export async function startScriptedServer(script: Script): Promise<ScriptedServer> {
  const asked: Asked[] = [];
  const server = createServer(async (request, answer) => {
    const { method = "", url = "", headers } = request;
    const one = { method, url, headers };
    asked.push(one);
    await script(one, answer, request);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    asked,
    endpoint: (more = {}) => ({
      slug: "fake",
      name: "Fake",
      url,
      plainHttp: true,
      skipTlsVerify: false,
      ...more,
    }),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A server that answers by `script` until the test ends. */
export async function serveScript(script: Script): Promise<ScriptedServer> {
  const server = await startScriptedServer(script);
  onTestFinished(() => server.stop());
  return server;
}

/** A registry that answers by `script`, open until the test ends. It is waited for no longer than a moment. */
export async function openScripted(
  script: Script,
  options: RegistryOptions = {},
): Promise<{ readonly server: ScriptedServer; readonly registry: Registry }> {
  const server = await serveScript(script);
  const registry = openRegistry(server.endpoint(), { firstWait: 1, ...options });
  onTestFinished(() => registry.close());
  return { server, registry };
}

/** Answers with a status and JSON. */
export function answerJson(
  answer: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  answer.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

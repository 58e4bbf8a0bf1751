import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { readPrinted } from "./printed.ts";
import { runWebhook } from "./run-webhook.ts";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function listen(
  handle: (request: IncomingMessage, response: ServerResponse) => unknown,
): Promise<string> {
  const own = createServer((request, response) => void handle(request, response));
  server = own;
  await new Promise<void>((resolve) => own.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(own.address() as AddressInfo).port}/collect`;
}

const ask = async (url: string, more: { timeout?: number; signal?: AbortSignal } = {}) => {
  const printed = readPrinted();
  const end = await runWebhook({
    url,
    secret: "abc",
    registry: "prod",
    deleteUntagged: true,
    timeout: 10_000,
    signal: new AbortController().signal,
    printed,
    ...more,
  });
  return { end, tail: printed.read().tail };
};

test("a webhook is told which registry and with its secret, and what it printed is read from its answer", async () => {
  const asked: unknown[] = [];
  const url = await listen(async (request, response) => {
    asked.push(request.method, request.headers.authorization, JSON.parse(await text(request)));
    response.end(JSON.stringify({ output: "1 blobs marked" }));
  });
  expect(await ask(url)).toEqual({ end: { kind: "done" }, tail: "1 blobs marked" });
  expect(asked).toEqual(["POST", "Bearer abc", { registry: "prod", deleteUntagged: true }]);
});

test("one that only says that it began is not taken for one that is done", async () => {
  const url = await listen((_, response) => response.writeHead(202).end());
  expect((await ask(url)).end).toEqual({ kind: "accepted" });
});

test("a refusal, and a redirect that would take the secret elsewhere, end it", async () => {
  const url = await listen((_, response) =>
    response.writeHead(302, { location: "http://127.0.0.1:1/" }).end("over there"),
  );
  expect(await ask(url)).toEqual({ end: { kind: "refused", status: 302 }, tail: "over there" });
});

test("it is waited for no longer than was set, nor than the server runs", async () => {
  const url = await listen(() => undefined);
  expect((await ask(url, { timeout: 50 })).end).toEqual({ kind: "timeout" });
  expect((await ask(url, { signal: AbortSignal.timeout(50) })).end).toEqual({ kind: "stopped" });
});

test("one that nobody answers for is told so", async () => {
  expect((await ask("http://127.0.0.1:1/")).end).toMatchObject({
    kind: "unable",
    reason: expect.stringContaining("ECONNREFUSED"),
  });
});

import { randomBytes } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";

/**
 * Route handlers of Next see headers alone, not the socket. Next writes the socket's address into X-Forwarded-For, but
 * only where the request has none, so that any client can claim to be another. Therefore each request's headers are put
 * right before Next reads them: what clients and untrusted proxies wrote is dropped, and the true address is left in a
 * header of our own, which begins with a mark that nobody outside this process knows.
 */
const header = "x-stowage-client";

/** Next bundles this module several times into one process; they share what hangs here. */
const shared: { stowageClientMark?: string; stowageForwarding?: true } = globalThis as object;

/** What a proxy says about the request that it passes on. */
const forwardingHeaders = [
  "forwarded",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-real-ip",
];

/**
 * From now on, puts the forwarding headers of each request to this process right.
 *
 * @param trustedProxies how many proxies stand in front and append to X-Forwarded-For.
 */
export function watchForwarding(trustedProxies: number): void {
  if (shared.stowageForwarding) return;
  shared.stowageForwarding = true;
  subscribe("http.server.request.start", (message) => {
    const { request, socket } = message as { request: IncomingMessage; socket: Socket };
    correctForwarding(request.headers, socket.remoteAddress ?? "", trustedProxies);
  });
}

/** Puts the headers of one request right; see {@link watchForwarding}. */
export function correctForwarding(
  headers: Record<string, string | string[] | undefined>,
  socketAddress: string,
  trustedProxies: number,
): void {
  const forwarded = String(headers["x-forwarded-for"] ?? "");
  const chain = [...forwarded.split(",").map((part) => part.trim()), socketAddress].filter(Boolean);
  // Each trusted proxy appended whom it heard from; what stands further left is the client's own claim.
  const address = chain[Math.max(0, chain.length - 1 - trustedProxies)] ?? socketAddress;
  if (trustedProxies === 0) for (const name of forwardingHeaders) delete headers[name];
  headers["x-forwarded-for"] = trustedProxies === 0 ? socketAddress : address;
  headers[header] = `${mark()} ${headers["x-forwarded-for"]}`;
}

/** The address of the client, as {@link watchForwarding} found it; empty for a request that it did not see. */
export function clientAddress(headers: Headers): string {
  const [marked, address = ""] = (headers.get(header) ?? "").split(" ");
  return marked === mark() ? address : "";
}

function mark(): string {
  shared.stowageClientMark ??= randomBytes(16).toString("hex");
  return shared.stowageClientMark;
}

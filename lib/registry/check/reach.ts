import { lookup } from "node:dns/promises";
import { connect, isIP } from "node:net";
import { bareHost } from "../addresses.ts";
import { connectionError, connectionFailure } from "../connection-error.ts";
import type { RegistryEndpoint } from "../endpoint.ts";
import { type Found, failed, found } from "./step.ts";

/** Milliseconds that a connection may take to come about. */
export const connectTimeout = 8_000;

/** Host and port of an endpoint as sockets take them. */
export function socketAddress({ url }: RegistryEndpoint): { host: string; port: number } {
  const { hostname, port, protocol } = new URL(url);
  return { host: bareHost(hostname), port: port === "" ? (protocol === "https:" ? 443 : 80) : Number(port) };
}

/** Looks the endpoint's name up, as connections do: by the system's resolver, its hosts file included. */
export async function checkName(endpoint: RegistryEndpoint): Promise<Found> {
  const { host } = socketAddress(endpoint);
  if (isIP(host) !== 0) return found("ok", "NAME_IS_ADDRESS", { host });
  try {
    const addresses = await lookup(host, { all: true });
    return found("ok", "NAME_RESOLVED", {
      host,
      addresses: addresses.map(({ address }) => address).join(", "),
    });
  } catch (error) {
    return failed(connectionError(endpoint, error));
  }
}

/** Connects and hangs up. */
export async function checkConnected(endpoint: RegistryEndpoint, signal?: AbortSignal): Promise<Found> {
  const { host, port } = socketAddress(endpoint);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = connect({
    host,
    port,
    timeout: connectTimeout,
    ...(signal === undefined ? {} : { signal }),
  });
  socket.once("connect", resolve);
  socket.once("error", reject);
  socket.once("timeout", () => reject(connectionFailure(endpoint, "TIMEOUT")));
  try {
    await promise;
    return found("ok", "CONNECTED", { host: `${new URL(endpoint.url).hostname}:${port}` });
  } catch (error) {
    return failed(connectionError(endpoint, error));
  } finally {
    socket.destroy();
  }
}

import type { RegistryEndpoint } from "./endpoint.ts";
import { RegistryError } from "./error.ts";

/** A redirect that came. */
export interface Hop {
  readonly from: URL;
  /** The `Location` header. */
  readonly location: string;
  /** How many redirects this request has had, this one included. */
  readonly hops: number;
  readonly mostHops: number;
  /** Whether other hosts are fine. */
  readonly elsewhere: boolean;
}

/**
 * Where a redirect leads, if it may be followed: never from HTTPS to plain HTTP, never in circles, and to another host
 * only for blobs. The addresses behind a host are checked when it is connected to (addresses.ts).
 *
 * @throws {RegistryError} `REDIRECT_FORBIDDEN`
 */
export function nextHop(endpoint: RegistryEndpoint, { from, location, hops, mostHops, elsewhere }: Hop): URL {
  const refuse = (why: string): never => {
    throw new RegistryError({
      code: "REDIRECT_FORBIDDEN",
      registry: endpoint.slug,
      message: `${endpoint.name} sends requests on to ${location.slice(0, 200)}, ${why}.`,
      params: { registry: endpoint.name, location: location.slice(0, 200) },
    });
  };
  if (!URL.canParse(location, from)) return refuse("which is no address");
  const to = new URL(location, from);
  if (hops > mostHops) return refuse(`after ${mostHops} redirects before it`);
  if (to.protocol !== "https:" && to.protocol !== "http:") return refuse("which is neither https nor http");
  if (from.protocol === "https:" && to.protocol === "http:")
    return refuse("from an encrypted to an unencrypted connection");
  if (to.origin !== new URL(endpoint.url).origin && !elsewhere)
    return refuse("which is another server. Is this the right endpoint?");
  to.username = "";
  to.password = "";
  return to;
}

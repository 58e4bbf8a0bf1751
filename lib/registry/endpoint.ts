/** Everything needed to talk to one registry. Holds its password: it never leaves the server. */
export interface RegistryEndpoint {
  /** Stands for the registry in messages and errors. */
  readonly slug: string;
  readonly name: string;
  /** `https://host:5000` or `http://…`, perhaps with a path prefix; never ends with `/` or `/v2`. */
  readonly url: string;
  /** An `http://` url is refused unless this is set. */
  readonly plainHttp: boolean;
  readonly skipTlsVerify: boolean;
  /** Certificates in PEM that are trusted besides the system's. */
  readonly ca?: string;
  readonly credentials?: { readonly username: string; readonly password: string };
}

/**
 * Where an address leads that a registry gave (in `Link` or `Location`), as a path below its endpoint with the query;
 * undefined where that is no part of this registry.
 *
 * A registry behind a proxy may not know its own scheme and port, nor the path under which it is served: its path from
 * `/v2/` on is what counts, and is asked of the endpoint.
 *
 * @param from the path below the endpoint whose answer had the address.
 */
export function pathBelow(endpoint: RegistryEndpoint, address: string, from: string): string | undefined {
  const here = new URL(endpoint.url + from);
  if (!URL.canParse(address, here)) return undefined;
  const { hostname, pathname, search } = new URL(address, here);
  if (hostname !== here.hostname) return undefined;
  const prefix = new URL(endpoint.url).pathname.replace(/\/$/, "");
  if (pathname.startsWith(`${prefix}/v2/`)) return `${pathname.slice(prefix.length)}${search}`;
  return pathname.startsWith("/v2/") ? `${pathname}${search}` : undefined;
}

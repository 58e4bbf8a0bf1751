import { isHost, namesHost } from "./reference.ts";

/** How a registry is reached by its clients. */
export type RegistryScheme = "http" | "https";

/** A host without its port: `registry.example.com`, `[::1]`. */
export function hostName(host: string): string {
  return host.replace(/:\d+$/, "");
}

/**
 * Whether a host is this machine, which Docker, containerd and nerdctl trust without a certificate and over plain HTTP:
 * `localhost`, 127.0.0.0/8 and ::1.
 */
export function isLoopbackHost(host: string): boolean {
  const name = hostName(host).toLowerCase();
  return name === "localhost" || name === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(name);
}

/**
 * The host that one types in front of a repository, `docker pull <host>/<repository>`.
 *
 * A name without a dot gets its port, since clients take `registry/app` for an image on Docker Hub.
 *
 * @param url the registry's endpoint; its path is left out, as references have no place for it.
 * @param publicAddress what the settings name instead of the endpoint: a host, or an `http(s)://` address of one.
 */
export function pullHost(url: string, publicAddress?: string): string {
  const address = publicAddress === undefined || publicAddress === "" ? url : publicAddress;
  const scheme = /^https?:\/\//i.exec(address)?.[0] ?? /^https?:\/\//i.exec(url)?.[0] ?? "https://";
  const host =
    address
      .slice(address.toLowerCase().startsWith(scheme.toLowerCase()) ? scheme.length : 0)
      .split(/[/?#]/)[0] ?? "";
  return isHost(host) && !namesHost(host) ? `${host}:${scheme.toLowerCase() === "http://" ? 80 : 443}` : host;
}

import type { AuthenticationScheme } from "./authentication.ts";
import type { Registry } from "./open.ts";
import type { RequestOptions } from "./paths.ts";

/** What the API's root tells. */
export interface Ping {
  /** The `Docker-Distribution-API-Version` header, `registry/2.0` of most; OCI does not ask for it. */
  readonly apiVersion: string | undefined;
  readonly authentication: AuthenticationScheme;
}

/**
 * Asks whether a registry is there and lets its account in. Distribution specification, “Determining Support” (end-1).
 *
 * @throws {RegistryError} `UNAUTHORIZED`, or what keeps it from answering.
 */
export async function ping(registry: Registry, { signal }: RequestOptions = {}): Promise<Ping> {
  const { headers, body } = await registry.request({
    method: "GET",
    path: "/v2/",
    scope: "",
    wanted: { what: "its API", unknown: "UNSUPPORTED" },
    signal,
  });
  await body.dump();
  const version = headers["docker-distribution-api-version"];
  return {
    apiVersion: Array.isArray(version) ? version[0] : version,
    authentication: registry.authentication.scheme ?? "none",
  };
}

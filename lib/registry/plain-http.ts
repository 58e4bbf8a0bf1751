import type { RegistryEndpoint } from "./endpoint.ts";
import { RegistryError } from "./error.ts";

/** Whether an endpoint is encrypted, or allowed not to be. */
export function mayBeSpokenTo({ url, plainHttp }: RegistryEndpoint): boolean {
  return plainHttp || url.startsWith("https:");
}

/** The refusal to speak plain HTTP with a registry that is not set up for it. */
export function plainHttpForbidden(endpoint: RegistryEndpoint): RegistryError {
  const { host } = new URL(endpoint.url);
  return new RegistryError({
    code: "PLAIN_HTTP_FORBIDDEN",
    registry: endpoint.slug,
    message: `${endpoint.name} (${host}) is set to plain HTTP, which is not allowed for it. Allow plain HTTP in its settings, or write https://.`,
    params: { registry: endpoint.name, host },
  });
}

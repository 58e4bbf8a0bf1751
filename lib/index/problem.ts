import { RegistryError } from "#lib/registry/error.ts";
import type { Problem } from "./types.ts";

/**
 * What a failed request tells a person, for a failure that leaves the rest of a page standing.
 *
 * @throws whatever is not the registry's fault (a defect, a full disk), and a cancellation: neither belongs into a row.
 */
export function problemOf(error: unknown): Problem {
  if (error instanceof RegistryError && error.code !== "CANCELLED") {
    return { code: error.code, message: error.message, params: error.params };
  }
  throw error;
}

/** The problem of a stored row, whose parameters were not kept. */
export function storedProblem(code: string | null, message: string | null): Problem | null {
  return code === null ? null : { code, message: message ?? "", params: {} };
}

const aboutRegistry: ReadonlySet<string> = new Set([
  "NAME_NOT_RESOLVED",
  "CONNECTION_REFUSED",
  "HOST_UNREACHABLE",
  "TLS_SELF_SIGNED",
  "TLS_UNTRUSTED",
  "TLS_EXPIRED",
  "TLS_WRONG_HOST",
  "TLS_FAILED",
  "HTTP_ON_HTTPS",
  "HTTPS_ON_HTTP",
  "PLAIN_HTTP_FORBIDDEN",
]);

/** Whether a failure is one of the registry as a whole, so that asking it for something else would fail alike. */
export function isAboutRegistry(code: string): boolean {
  return aboutRegistry.has(code);
}

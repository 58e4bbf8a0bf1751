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

/**
 * What a failed request tells of one thing among several, so that the others go on.
 *
 * @throws what {@link problemOf} throws, and what concerns the registry as a whole: each of the others would fail alike.
 */
export function problemOfOne(error: unknown): Problem {
  const problem = problemOf(error);
  if (isAboutRegistry(problem.code)) throw error;
  return problem;
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

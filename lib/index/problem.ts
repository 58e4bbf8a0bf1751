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

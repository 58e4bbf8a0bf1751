import { randomBytes } from "node:crypto";
import { problemOf } from "#lib/index/problem.ts";
import type { Problem } from "#lib/index/types.ts";
import { parseDigest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { RegistryError } from "#lib/registry/error.ts";
import { deleteManifest } from "#lib/registry/manifests.ts";
import type { Registry } from "#lib/registry/open.ts";
import { CleanupError } from "./cleanup-error.ts";

/**
 * Whether a registry deletes in this repository, found by deleting a digest that nobody can have: 256 random bits.
 *
 * distribution answers 405 UNSUPPORTED where `storage.delete.enabled` is off, 404 where it is on; 401 and 403 come first
 * where the account may not.
 *
 * @returns null where deletion works, else why not.
 * @throws {RegistryError} where the registry cannot be reached, or fails.
 */
export async function deletionBlocked(
  registry: Registry,
  repository: RepositoryName,
  signal?: AbortSignal,
): Promise<Problem | null> {
  const nobodys = parseDigest(`sha256:${randomBytes(32).toString("hex")}`);
  try {
    await deleteManifest(registry, repository, nobodys, { signal });
    return null;
  } catch (error) {
    if (!(error instanceof RegistryError) || error.status === undefined) throw error;
    const { status, code } = error;
    if (status === 405 || code === "UNSUPPORTED") return disabled(registry);
    if (status === 401 || status === 403) return problemOf(error);
    // 404 is what is meant. A registry that minds the digest in some other way does not thereby refuse to delete.
    if (status < 500 && status !== 429) return null;
    throw error;
  }
}

function disabled({ endpoint }: Registry): Problem {
  return {
    code: "DELETION_DISABLED",
    message: `${endpoint.name} deletes nothing: deletion is switched off in its configuration.`,
    params: { registry: endpoint.name },
  };
}

/** What is told where a registry’s setting in Stowage has nothing deleted. */
export function readOnlyProblem({ endpoint: { name } }: Registry): Problem {
  return {
    code: "READ_ONLY",
    message: `${name} is read-only in Stowage’s settings: nothing is deleted in it.`,
    params: { registry: name },
  };
}

/** The same as an error. */
export function readOnlyError(registry: Registry): CleanupError {
  const { message, params } = readOnlyProblem(registry);
  return new CleanupError("READ_ONLY", message, params);
}

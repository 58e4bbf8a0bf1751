import { randomBytes } from "node:crypto";
import { problemOf } from "#lib/index/problem.ts";
import type { Problem } from "#lib/index/types.ts";
import { parseDigest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { RegistryError } from "#lib/registry/error.ts";
import { deleteManifest } from "#lib/registry/manifests.ts";
import type { Registry } from "#lib/registry/open.ts";

/**
 * Whether a registry deletes in this repository, found by deleting a digest that nobody can have: 256 random bits.
 *
 * distribution answers 405 UNSUPPORTED where `storage.delete.enabled` is off, 404 where it is on; 401 and 403 come first
 * where the account may not.
 *
 * @returns null where deletion works, else why not.
 * @throws {RegistryError} where the registry cannot be reached at all.
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
    if (!(error instanceof RegistryError)) throw error;
    if (error.status === 404) return null;
    if (error.status === 405 || error.code === "UNSUPPORTED") {
      return {
        code: "DELETION_DISABLED",
        message: `${registry.endpoint.name} does not delete anything: deletion is switched off in its configuration.`,
        params: { registry: registry.endpoint.slug },
      };
    }
    if (error.status === 401 || error.status === 403) return problemOf(error);
    throw error;
  }
}

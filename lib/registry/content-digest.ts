import { createHash, type Hash } from "node:crypto";
import { type Digest, digestAlgorithm, isDigest, parseDigest } from "#lib/oci/digest.ts";
import type { RegistryEndpoint } from "./endpoint.ts";
import { RegistryError } from "./error.ts";

const algorithms = new Set(["sha256", "sha512"]);

/** The digest of bytes. OCI image specification, descriptor.md, “Digests”. */
export function digestOfBytes(bytes: Uint8Array, algorithm = "sha256"): Digest {
  return parseDigest(`${algorithm}:${createHash(algorithm).update(bytes).digest("hex")}`);
}

/** A hash to feed with the bytes of a digest; undefined for an algorithm that is not registered and cannot be checked. */
export function hashFor(digest: Digest): Hash | undefined {
  const algorithm = digestAlgorithm(digest);
  return algorithms.has(algorithm) ? createHash(algorithm) : undefined;
}

/** The digest of a finished hash. */
export function digestOfHash(hash: Hash, like: Digest): Digest {
  return parseDigest(`${digestAlgorithm(like)}:${hash.digest("hex")}`);
}

/** The `Docker-Content-Digest` of an answer, where it has one that is a digest. */
export function contentDigest(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Digest | undefined {
  const value = [headers["docker-content-digest"] ?? []].flat()[0];
  return value !== undefined && isDigest(value) ? value : undefined;
}

/** Content that is not what its digest names: a fault of the registry, its storage, or something on the way. */
export function digestMismatch(
  endpoint: RegistryEndpoint,
  what: string,
  wanted: Digest,
  got: Digest,
): RegistryError {
  return new RegistryError({
    code: "DIGEST_MISMATCH",
    registry: endpoint.slug,
    message: `${endpoint.name} sent other bytes for ${what} than its digest names: ${got} instead of ${wanted}. They were thrown away; its storage, or a proxy before it, may be damaged.`,
    params: { registry: endpoint.name, what, wanted, got },
  });
}

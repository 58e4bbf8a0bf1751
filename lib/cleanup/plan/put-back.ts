import type { IndexContext } from "#lib/index/context.ts";
import { inCompletionOrder } from "#lib/index/in-completion-order.ts";
import type { Problem } from "#lib/index/types.ts";
import type { Digest } from "#lib/oci/digest.ts";
import { type Manifest, readManifest } from "#lib/oci/manifest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { openBlob } from "#lib/registry/blobs.ts";
import { RegistryError } from "#lib/registry/error.ts";
import { headManifest, putManifest } from "#lib/registry/manifests.ts";
import type { Registry } from "#lib/registry/open.ts";
import { ping } from "#lib/registry/ping.ts";
import { keptManifest } from "./kept-manifests.ts";

/** Blobs looked for at a time. */
const concurrency = 8;

/**
 * Puts manifests back into a repository, each once: those inside an index first, and none of which a blob is missing.
 *
 * @returns for a digest, null where it is there again, else what keeps it from that. Throws {RegistryError} as the registry does.
 */
export function manifestPutter(
  { db, registry }: Pick<IndexContext, "db" | "registry">,
  repository: RepositoryName,
): (digest: Digest) => Promise<Problem | null> {
  const done = new Map<Digest, Promise<Problem | null>>();

  const putBack = async (digest: Digest): Promise<Problem | null> => {
    if (await isThere(digest)) return null;
    const kept = await keptManifest(db, digest);
    if (kept === undefined) return notKept(repository, digest);
    const manifest = readManifest(kept.bytes, kept.mediaType);
    if (manifest.kind === "index") {
      for (const child of manifest.manifests) {
        // One that was missing before is missing again: registries that mind refuse the index.
        if ((await keptManifest(db, child.digest)) === undefined) continue;
        const problem = await once(child.digest);
        if (problem !== null) return problem;
      }
    }
    const missing = await missingBlobs(manifest);
    if (missing.length > 0) return blobsGone(repository, digest, missing);
    const put = await putManifest(registry, repository, digest, kept.bytes, kept.mediaType);
    if (put.digest !== digest) return otherDigest(repository, digest, put.digest);
    // distribution 2.8.2 writes no bytes that it remembers having, though its garbage collection has deleted them; 3.1.2 does.
    return (await isThere(digest)) ? null : notTaken(registry, repository, digest);
  };

  const once = (digest: Digest): Promise<Problem | null> => {
    const known = done.get(digest);
    if (known !== undefined) return known;
    const work = putBack(digest);
    done.set(digest, work);
    return work;
  };

  const isThere = async (digest: Digest): Promise<boolean> => {
    try {
      await headManifest(registry, repository, digest);
      return true;
    } catch (error) {
      if (error instanceof RegistryError && error.status === 404) return false;
      throw error;
    }
  };

  const missingBlobs = async (manifest: Manifest): Promise<Digest[]> => {
    const missing: Digest[] = [];
    const looking = inCompletionOrder(new Set(blobsOf(manifest)), concurrency, async (digest) => ({
      digest,
      there: await isBlobThere(digest),
    }));
    for await (const { digest, there } of looking) if (!there) missing.push(digest);
    return missing;
  };

  /** By its first byte: distribution 2.8 remembers blobs that its garbage collection has deleted, and says by HEAD that they are there. */
  const isBlobThere = async (digest: Digest): Promise<boolean> => {
    try {
      const { stream } = await openBlob(registry, repository, digest, { range: { first: 0, last: 0 } });
      const { done: empty } = await stream.next();
      await stream.return();
      return empty !== true;
    } catch (error) {
      // 416: it is there, and empty.
      if (!(error instanceof RegistryError)) throw error;
      if (error.status === 416) return true;
      if (error.status === 404 || error.code === "BLOB_UNKNOWN") return false;
      if (error.code !== "CONNECTION_LOST") throw error;
      // It begins to send what it remembers, and has nothing to send. Where it is well otherwise, that is why.
      await ping(registry);
      return false;
    }
  };

  return once;
}

function blobsOf(manifest: Manifest): Digest[] {
  if (manifest.kind === "schema1") return manifest.fsLayers.map(({ blobSum }) => blobSum);
  if (manifest.kind !== "manifest") return [];
  // What lies elsewhere by its own address was never in the registry.
  const own = manifest.layers.filter(({ urls }) => (urls ?? []).length === 0);
  return [manifest.config, ...own].map(({ digest }) => digest);
}

function notKept(repository: RepositoryName, digest: Digest): Problem {
  return {
    code: "UNDO_NOT_KEPT",
    message: `The manifest ${digest} of ${repository} is not kept any more, so it cannot be put back. Push the image again.`,
    params: { repository, digest },
  };
}

function blobsGone(repository: RepositoryName, digest: Digest, missing: readonly Digest[]): Problem {
  return {
    code: "UNDO_BLOBS_GONE",
    message: `${repository}@${digest} cannot be put back: its garbage was collected, and ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} gone. Push the image again.`,
    params: { repository, digest, missing: missing.join(", "), count: String(missing.length) },
  };
}

function notTaken({ endpoint }: Registry, repository: RepositoryName, digest: Digest): Problem {
  return {
    code: "UNDO_NOT_TAKEN",
    message: `${endpoint.name} took ${repository}@${digest} and does not have it: it remembers it from before its garbage was collected. Restart the registry, then undo again.`,
    params: { registry: endpoint.name, repository, digest },
  };
}

function otherDigest(repository: RepositoryName, digest: Digest, found: Digest): Problem {
  return {
    code: "DIGEST_MISMATCH",
    message: `${repository}@${digest} was put back, and the registry has it as ${found}.`,
    params: { repository, expected: digest, actual: found },
  };
}

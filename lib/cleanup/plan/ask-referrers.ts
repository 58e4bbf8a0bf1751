import type { IndexContext } from "#lib/index/context.ts";
import { inCompletionOrder } from "#lib/index/in-completion-order.ts";
import { openReader, readSummary, storeReadings } from "#lib/index/reading.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { listReferrers } from "#lib/registry/referrers.ts";

/** Lists asked for at a time. */
const concurrency = 8;

/**
 * Asks a registry for what refers to manifests, by the API of OCI distribution 1.1. What it names is read into the index, so
 * that its blobs count. A registry without the API is asked once: the tags that clients keep for it are in the index.
 *
 * @returns for a repository, what refers to each of some manifests. Throws {RegistryError} where the registry cannot tell.
 */
export function askReferrers(
  context: IndexContext,
): (
  repository: RepositoryName,
) => (digests: readonly Digest[]) => Promise<ReadonlyMap<Digest, readonly Digest[]>> {
  const { registry, signal, db } = context;
  let hasApi: boolean | undefined;

  const ask = async (repository: RepositoryName, digest: Digest) => {
    const { source, descriptors } = await listReferrers(registry, repository, digest, { signal });
    hasApi = source === "api";
    return { digest, referrers: hasApi ? descriptors.map((descriptor) => descriptor.digest) : [] };
  };

  return (repository) => async (digests) => {
    const found = new Map<Digest, readonly Digest[]>();
    const [first, ...others] = digests;
    if (first === undefined || hasApi === false) return found;
    const { referrers } = await ask(repository, first);
    if (referrers.length > 0) found.set(first, referrers);
    if (!hasApi) return found;
    for await (const answer of inCompletionOrder(others, concurrency, (digest) => ask(repository, digest))) {
      if (answer.referrers.length > 0) found.set(answer.digest, answer.referrers);
    }
    const reader = openReader(context);
    const read = inCompletionOrder(new Set([...found.values()].flat()), concurrency, async (digest) =>
      readSummary(reader, repository, digest),
    );
    for await (const { reading } of read) {
      await db.transaction().execute((transaction) => storeReadings(transaction, reader, [reading]));
    }
    return found;
  };
}

import { attestedDigest } from "#lib/oci/attached.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { IndexManifest } from "#lib/oci/manifest.ts";
import { formatPlatform } from "#lib/oci/platform.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import type { IndexContext } from "./context.ts";
import { inCompletionOrder } from "./in-completion-order.ts";
import { summaryByDigest } from "./summaries.ts";
import type { IndexEntry } from "./types.ts";

/** Manifests of one index read at a time. */
const concurrency = 4;

/**
 * The entries of an index with their compressed sizes, in its order.
 *
 * @param unreadable is told of each entry that cannot be read; its size is then null.
 */
export async function indexEntries(
  context: IndexContext,
  repository: RepositoryName,
  index: IndexManifest,
  unreadable: (error: unknown, digest: Digest) => void,
): Promise<IndexEntry[]> {
  const sizes = new Map<Digest, number | null>();
  const digests = new Set(index.manifests.map(({ digest }) => digest));
  const reading = inCompletionOrder(digests, concurrency, async (digest) => {
    try {
      sizes.set(digest, (await summaryByDigest(context, repository, digest)).size);
    } catch (error) {
      unreadable(error, digest);
    }
  });
  for await (const _ of reading);
  const labels = index.manifests.map(({ platform, artifactType, mediaType }) =>
    platform === undefined ? (artifactType ?? mediaType) : formatPlatform(platform),
  );
  return index.manifests.map((descriptor, position) => {
    const label = labels[position] ?? "";
    const alone = labels.indexOf(label) === labels.lastIndexOf(label);
    return {
      descriptor,
      platform: descriptor.platform ?? null,
      label,
      key: alone ? label : descriptor.digest,
      attests: attestedDigest(descriptor) ?? null,
      size: sizes.get(descriptor.digest) ?? null,
    };
  });
}

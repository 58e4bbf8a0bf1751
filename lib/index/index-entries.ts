import { attestedDigest } from "#lib/oci/attached.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { IndexManifest } from "#lib/oci/manifest.ts";
import { formatPlatform, isUnknownPlatform } from "#lib/oci/platform.ts";
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

/**
 * The entry that a page shows of an index: the one asked for by key or label, else one for the same architecture
 * (`linux/arm64` finds `linux/arm64/v8`), else linux/amd64, else the first image.
 *
 * `found` tells whether it is what was asked for.
 */
export function chooseEntry(
  entries: readonly IndexEntry[],
  platform: string | undefined,
): { entry: IndexEntry; found: boolean } | undefined {
  const pickable = pickableEntries(entries);
  const asked =
    platform === undefined || platform === ""
      ? undefined
      : (pickable.find(({ key }) => key === platform) ??
        pickable.find(({ label }) => label === platform) ??
        pickable.find(({ label }) => label.startsWith(`${platform}/`) || label.startsWith(`${platform} (`)));
  const entry = asked ?? pickable.find(({ label }) => label === "linux/amd64") ?? pickable[0];
  return entry === undefined
    ? undefined
    : { entry, found: platform === undefined || platform === "" || asked !== undefined };
}

/** The entries that a person can choose: images, not what BuildKit says about them. Where there are none, all of them. */
function pickableEntries(entries: readonly IndexEntry[]): readonly IndexEntry[] {
  const about = entries.filter(({ attests }) => attests === null);
  const images = about.filter(({ platform }) => platform !== null && !isUnknownPlatform(platform));
  return images.length > 0 ? images : about;
}

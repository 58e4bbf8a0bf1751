import type { IndexContext } from "#lib/index/context.ts";
import { inCompletionOrder } from "#lib/index/in-completion-order.ts";
import { manifestByDigest } from "#lib/index/manifests.ts";
import type { TagRow } from "#lib/index/types.ts";
import type { Descriptor } from "#lib/oci/descriptor.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { RegistryError } from "#lib/registry/error.ts";
import type { TagOnDigest } from "./types.ts";

/** Indexes read at a time. */
const concurrency = 8;

/** An index inside an index inside an index… is followed this far. */
const maximumDepth = 8;

/** For each manifest that tags reach, by themselves or through indexes: the tags that do. */
export type Reach = ReadonlyMap<Digest, readonly TagOnDigest[]>;

/**
 * What tags reach, found by reading every index among them.
 *
 * An index that the registry has no more reaches nothing.
 *
 * @param rows of one repository, as the registry said just now; rows without a digest reach nothing.
 * @throws {RegistryError} where an index cannot be read: then nothing may be said to be out of reach.
 */
export async function reachOf(
  context: IndexContext,
  repository: RepositoryName,
  rows: readonly TagRow[],
): Promise<Reach> {
  const byRoot = Map.groupBy(
    rows.flatMap(({ tag, digest, summary }) => (digest === null ? [] : [{ tag, digest, summary }])),
    ({ digest }) => digest,
  );
  const reach = new Map<Digest, TagOnDigest[]>();
  const reading = inCompletionOrder(byRoot, concurrency, async ([root, its]) => {
    // A manifest that was read before, and is no index, holds no others.
    const kind = its[0]?.summary?.kind;
    const inside = kind === "manifest" || kind === "schema1" ? [] : await insideOf(context, repository, root);
    return { reached: new Set([root, ...inside]), its };
  });
  for await (const { reached, its } of reading) {
    for (const digest of reached) {
      const known = reach.get(digest) ?? [];
      known.push(...its.map(({ tag, digest: root }) => ({ tag, digest: root })));
      reach.set(digest, known);
    }
  }
  return reach;
}

/** The entries of an index; empty for anything else, and for a manifest that the registry has no more. */
async function entriesOf(
  context: IndexContext,
  repository: RepositoryName,
  digest: Digest,
): Promise<readonly Descriptor[]> {
  const manifest = await manifestOrNull(context, repository, digest);
  return manifest?.kind === "index" ? manifest.manifests : [];
}

/** What a manifest is about, where it says so; null where it does not, or is gone. */
export async function subjectOf(
  context: IndexContext,
  repository: RepositoryName,
  digest: Digest,
): Promise<Digest | null> {
  const manifest = await manifestOrNull(context, repository, digest);
  return manifest !== null && "subject" in manifest ? (manifest.subject?.digest ?? null) : null;
}

async function insideOf(context: IndexContext, repository: RepositoryName, root: Digest): Promise<Digest[]> {
  const found = new Set<Digest>();
  let level: Digest[] = [root];
  for (let depth = 0; depth < maximumDepth && level.length > 0; depth += 1) {
    const entries = (await Promise.all(level.map((digest) => entriesOf(context, repository, digest)))).flat();
    for (const { digest } of entries) found.add(digest);
    // What is named as a manifest of one image is taken at its word.
    level = entries.filter(({ mediaType }) => !namesImage(mediaType)).map(({ digest }) => digest);
  }
  return [...found];
}

function namesImage(mediaType: string): boolean {
  return /\.manifest\.v[12]\+json$/.test(mediaType);
}

async function manifestOrNull(context: IndexContext, repository: RepositoryName, digest: Digest) {
  try {
    return (await manifestByDigest(context, repository, digest)).manifest;
  } catch (error) {
    if (error instanceof RegistryError && error.status === 404) return null;
    throw error;
  }
}

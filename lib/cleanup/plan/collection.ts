import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { type GarbageBlob, lostManifests } from "#lib/index/garbage.ts";
import { knownRepositoryNames } from "#lib/index/repository-rows.ts";
import { untaggedRows } from "#lib/index/untagged.ts";
import type { Digest } from "#lib/oci/digest.ts";
import { type TagOfRepository, tagsOnIndexes } from "./broken-tags.ts";
import { marksOf, withChildren } from "./marks.ts";
import { type Planned, rootsAfter } from "./planned.ts";

/**
 * How a registry collects garbage.
 *
 * `keep-untagged`: a manifest stays while it is in a repository, with a tag or without.
 * `delete-untagged-2`: distribution 2.x with `--delete-untagged`. A manifest stays if a tag is on it; of an index with a tag, the
 *   manifests inside lose their place in the repository, and what they hold goes: such an image cannot be pulled any more.
 * `delete-untagged-3`: distribution 3 with `--delete-untagged`. A manifest stays if a tag reaches it.
 */
export type Collector = "keep-untagged" | "delete-untagged-2" | "delete-untagged-3";

/** What a collection would do. */
export interface Collection {
  /** Bytes of the blobs that it deletes. */
  readonly bytes: number;
  /** Tags that cannot be pulled any more afterwards, though they are there. */
  readonly broken: readonly TagOfRepository[];
}

/** What is in the registry, as far as the index knows, and what a collection leaves. */
export interface Garbage {
  /** The blobs that go, with their bytes; null where nobody has told them. */
  readonly blobs: ReadonlyMap<Digest, number | null>;
  /** Manifests that keep their place in a repository. */
  readonly staying: ReadonlySet<Digest>;
}

/**
 * What collecting garbage frees after a plan was carried out, with all that no plan speaks of: manifests that have lost their tags
 * before. It is gone through as the registry does (`registry/storage/garbagecollect.go` in distribution), over all that the
 * index knows to be there; costs what the registry is large.
 *
 * @param gone manifests that are in no repository any more, and whose blobs still lie in the storage.
 */
export async function collectionAfter(
  db: Kysely<Schema>,
  registry: string,
  planned: Planned,
  collector: Collector,
  gone: readonly GarbageBlob[] = [],
): Promise<Collection> {
  const { blobs } = await garbageAfter(db, registry, planned, collector, gone);
  let bytes = 0;
  for (const size of blobs.values()) bytes += size ?? 0;
  if (collector !== "delete-untagged-2") return { bytes, broken: [] };
  const broken = await tagsOnIndexes(db, registry, "losing");
  return { bytes, broken: broken.filter(({ repository, tag }) => !planned.get(repository)?.tags.has(tag)) };
}

/** Which blobs a collection deletes; otherwise as {@link collectionAfter}. */
export async function garbageAfter(
  db: Kysely<Schema>,
  registry: string,
  planned: Planned,
  collector: Collector,
  gone: readonly GarbageBlob[] = [],
): Promise<Garbage> {
  const there = await manifestsThere(db, registry, planned);
  const staying =
    collector === "keep-untagged"
      ? there.after
      : collector === "delete-untagged-2"
        ? there.tagged
        : await withChildren(db, there.tagged);
  const marked = new Set<Digest>();
  for await (const { manifest, blobs, children } of marksOf(db, [...staying])) {
    marked.add(manifest);
    for (const { digest } of blobs) marked.add(digest);
    for (const digest of children) marked.add(digest);
  }
  const sizes = new Map<Digest, number | null>();
  const goneBlobs = new Map(gone.map((blob) => [blob.digest, blob]));
  const unmarking = [...new Set([...there.all, ...goneBlobs.keys()])].filter(
    (digest) => !staying.has(digest),
  );
  for await (const { manifest, size, blobs } of marksOf(db, unmarking)) {
    if (!marked.has(manifest)) {
      sizes.set(manifest, size > 0 ? size : (goneBlobs.get(manifest)?.size ?? null));
    }
    if (goneBlobs.get(manifest)?.alone === true && !there.all.has(manifest)) continue;
    for (const blob of blobs) if (!marked.has(blob.digest)) sizes.set(blob.digest, blob.size);
  }
  return { blobs: sizes, staying };
}

/** All manifests that are in the registry now, those after the plan, and of these the ones that a tag is on. */
async function manifestsThere(db: Kysely<Schema>, registry: string, planned: Planned) {
  const all = new Set<Digest>();
  const after = new Set<Digest>();
  const tagged = new Set<Digest>();
  const untagged = Map.groupBy(await untaggedRows(db, registry), ({ repository }) => repository);
  const lost = await lostManifests(db, registry);
  for (const repository of await knownRepositoryNames(db, registry)) {
    const plan = planned.get(repository);
    const { staying, losing } = await rootsAfter(db, registry, repository, plan?.tags ?? new Set());
    const roots = [
      ...staying,
      ...losing,
      ...(untagged.get(repository) ?? []).map(({ digest }) => digest),
      ...(plan?.manifests ?? []),
    ];
    for (const digest of staying) tagged.add(digest);
    for (const digest of await withChildren(db, roots)) {
      // An earlier collection has left the index and taken what is in it.
      if (lost.get(repository)?.has(digest)) continue;
      all.add(digest);
      if (!plan?.manifests.has(digest)) after.add(digest);
    }
  }
  return { all, after, tagged };
}

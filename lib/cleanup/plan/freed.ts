import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { inTurns } from "#lib/index/in-turns.ts";
import { heldBlobs } from "#lib/index/sizes/closure.ts";
import { untaggedRows } from "#lib/index/untagged.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { heldByTags } from "./held-by-tags.ts";
import { marksOf, withChildren } from "./marks.ts";
import { losingRoots, type Planned } from "./planned.ts";

/**
 * The bytes that collecting garbage frees after a plan was carried out, besides what it would free anyway: each blob once, and
 * only those that nothing in the whole registry holds then. Counted for a collection that keeps manifests without tags
 * (distribution's `garbage-collect` without `--delete-untagged`).
 *
 * Costs what the plan is large, not the registry: what is held elsewhere is counted already (`lib/index/sizes`).
 */
export async function freedBytes(db: Kysely<Schema>, registry: string, planned: Planned): Promise<number> {
  const going = new Set<Digest>();
  for (const { manifests } of planned.values()) for (const digest of manifests) going.add(digest);
  const sizes = new Map<Digest, number>();
  for await (const { manifest, size, blobs } of marksOf(db, [...going])) {
    sizes.set(manifest, size);
    for (const blob of blobs) sizes.set(blob.digest, blob.size);
  }

  const { lost, orphaned } = await whatLoses(db, registry, planned);
  for (const blob of await heldByTags(db, registry, [...sizes.keys()], lost)) sizes.delete(blob);
  const untagged = await untaggedAfter(db, registry, planned, orphaned);
  for await (const { manifest, blobs, children } of marksOf(db, [...untagged])) {
    sizes.delete(manifest);
    for (const { digest } of blobs) sizes.delete(digest);
    for (const digest of children) sizes.delete(digest);
  }
  let sum = 0;
  for (const size of sizes.values()) sum += size;
  return sum;
}

/** By how many images each blob is held less, and what stays without a tag, by repository. */
async function whatLoses(
  db: Kysely<Schema>,
  registry: string,
  planned: Planned,
): Promise<{
  readonly lost: ReadonlyMap<Digest, number>;
  readonly orphaned: ReadonlyMap<RepositoryName, ReadonlySet<Digest>>;
}> {
  const lost = new Map<Digest, number>();
  const orphaned = new Map<RepositoryName, ReadonlySet<Digest>>();
  for (const [repository, { tags }] of planned) {
    const losing = await losingRoots(db, registry, repository, tags);
    orphaned.set(repository, new Set(losing));
    for await (const some of inTurns(await countedImages(db, registry, repository, losing))) {
      for (const held of (await heldBlobs(db, some)).values()) {
        for (const { blob } of held) lost.set(blob, (lost.get(blob) ?? 0) + 1);
      }
    }
  }
  return { lost, orphaned };
}

/** Of some digests those that are counted as images of a repository. */
async function countedImages(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  digests: readonly Digest[],
): Promise<Digest[]> {
  const counted: Digest[] = [];
  for await (const some of inTurns(digests)) {
    const rows = await db
      .selectFrom("index_images")
      .select("digest")
      .where("registry", "=", registry)
      .where("repository", "=", repository)
      .where("digest", "in", some)
      .execute();
    for (const { digest } of rows) counted.push(digest as Digest);
  }
  return counted;
}

/** Manifests that are in some repository of the registry without a tag once a plan was carried out. */
async function untaggedAfter(
  db: Kysely<Schema>,
  registry: string,
  planned: Planned,
  orphaned: ReadonlyMap<RepositoryName, ReadonlySet<Digest>>,
): Promise<ReadonlySet<Digest>> {
  const byRepository = new Map<RepositoryName, Set<Digest>>();
  for (const { repository, digest } of await untaggedRows(db, registry)) {
    const known = byRepository.get(repository) ?? new Set();
    byRepository.set(repository, known.add(digest));
  }
  for (const [repository, digests] of orphaned) {
    const known = byRepository.get(repository) ?? new Set();
    for (const digest of digests) known.add(digest);
    byRepository.set(repository, known);
  }
  const all = new Set<Digest>();
  for (const [repository, digests] of byRepository) {
    const going = planned.get(repository)?.manifests;
    // An index that goes may leave its manifests behind, each of which is there by itself.
    for (const digest of await withChildren(db, digests)) if (!going?.has(digest)) all.add(digest);
  }
  return all;
}

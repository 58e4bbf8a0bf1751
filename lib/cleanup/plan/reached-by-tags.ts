import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { chunks, rowsAtOnce } from "#lib/index/chunks.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";

/**
 * Of some manifests of a repository those that a tag reaches: by itself, through an index, or since they are about (`subject`) one
 * that a tag reaches, such as the signature of an image. As the index has it; costs what lies above them, not the repository.
 */
export async function reachedByTags(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  digests: readonly Digest[],
): Promise<ReadonlySet<Digest>> {
  const below = new Map<Digest, Digest[]>();
  const seen = new Set<Digest>(digests);
  const reached: Digest[] = [];
  let level = [...seen];
  while (level.length > 0) {
    const next: Digest[] = [];
    for (const some of chunks(level, rowsAtOnce)) {
      for (const digest of await taggedAmong(db, registry, repository, some)) reached.push(digest);
      for (const [from, to] of await whatHolds(db, some)) {
        below.set(to, [...(below.get(to) ?? []), from]);
        if (seen.has(to)) continue;
        seen.add(to);
        next.push(to);
      }
    }
    level = next;
  }
  // What a tag is on reaches all that led up to it.
  const found = new Set<Digest>();
  for (let digest = reached.pop(); digest !== undefined; digest = reached.pop()) {
    if (found.has(digest)) continue;
    found.add(digest);
    reached.push(...(below.get(digest) ?? []));
  }
  return new Set(digests.filter((digest) => found.has(digest)));
}

async function taggedAmong(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  digests: readonly Digest[],
): Promise<Digest[]> {
  const rows = await db
    .selectFrom("index_tags")
    .select("digest")
    .distinct()
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .where("digest", "in", digests)
    .execute();
  return rows.map(({ digest }) => digest as Digest);
}

/** From each manifest to the indexes that name it and to what it is about. */
async function whatHolds(
  db: Kysely<Schema>,
  digests: readonly Digest[],
): Promise<(readonly [Digest, Digest])[]> {
  const parents = await db
    .selectFrom("index_children")
    .select(["child as from", "parent as to"])
    .where("child", "in", digests)
    .execute();
  const subjects = await db
    .selectFrom("index_manifests")
    .select(["digest as from", "subject as to"])
    .where("digest", "in", digests)
    .where("subject", "is not", null)
    .execute();
  return [...parents, ...subjects].map(({ from, to }) => [from as Digest, to as Digest] as const);
}

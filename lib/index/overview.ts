import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import type { Registry } from "#lib/registry/open.ts";
import { ping } from "#lib/registry/ping.ts";
import { uniqueBy } from "./chunks.ts";
import { readEntries } from "./entries/read-entries.ts";
import { problemOf } from "./problem.ts";
import type { RecentImage, RegistryOverview, RegistryState } from "./types.ts";

/** How many repositories of a registry are known, and when its catalog was last read. */
export async function catalogSummary(
  db: Kysely<Schema>,
  registry: string,
): Promise<Pick<RegistryOverview, "repositories" | "readAt">> {
  const count = (await readEntries(db, registry, [""])).get("")?.repositories ?? 0;
  const read = await db
    .selectFrom("index_registries")
    .select("catalog_read_at")
    .where("registry", "=", registry)
    .executeTakeFirst();
  const readAt = read?.catalog_read_at ?? null;
  return {
    repositories: count === 0 && readAt === null ? null : count,
    readAt: readAt === null ? null : Number(readAt),
  };
}

/** Tags looked at for each image that is wanted, to begin with: some are of the same image, or of no image. */
const tagsForOne = 8;

/**
 * The tags whose images were created last, newest first and then by repository, one a repository and digest. Tags are looked at from
 * the newest on until that many images are found.
 */
export async function recentImages(
  db: Kysely<Schema>,
  registry: string,
  limit: number,
): Promise<RecentImage[]> {
  for (let lookedAt = limit * tagsForOne; ; lookedAt *= 4) {
    const tags = await db
      .selectFrom("index_tags")
      .select(["repository", "tag", "digest", "created_at", "artifact_type"])
      .where("registry", "=", registry)
      .where("created_at", ">", 0)
      .orderBy("created_at", "desc")
      .limit(lookedAt)
      .execute();
    // Of those as old as the last one, more may follow, by which they would be in another order.
    const end = tags.length < lookedAt ? null : (tags.at(-1)?.created_at ?? null);
    const whole = tags.filter(({ created_at }) => created_at !== end);
    const found = newestFirst(whole.filter(({ artifact_type }) => artifact_type === null));
    if (found.length >= limit || end === null) return found.slice(0, limit);
  }
}

type DatedTag = Pick<Schema["index_tags"], "repository" | "tag" | "digest" | "created_at">;

/** One tag of each image: the first in the order of its letters. */
function newestFirst(tags: readonly DatedTag[]): RecentImage[] {
  const byName = tags.toSorted(
    (one, other) =>
      (other.created_at ?? 0) - (one.created_at ?? 0) ||
      (one.repository === other.repository ? 0 : one.repository < other.repository ? -1 : 1) ||
      (one.tag < other.tag ? -1 : 1),
  );
  // Checked when they came from the registry.
  return uniqueBy(byName, ({ repository, digest }) => `${repository}@${digest}`).map((row) => ({
    repository: row.repository as RepositoryName,
    tag: row.tag as Tag,
    created: new Date(row.created_at ?? 0).toISOString(),
  }));
}

/** Asks a registry for its API's root: whether it answers, and how fast. Never throws what the registry is to blame for. */
export async function registryState(registry: Registry, signal?: AbortSignal): Promise<RegistryState> {
  const start = performance.now();
  try {
    await ping(registry, { signal });
    return { state: "ok", milliseconds: Math.round(performance.now() - start) };
  } catch (error) {
    return { state: "failed", problem: problemOf(error) };
  }
}

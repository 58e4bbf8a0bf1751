import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import type { Registry } from "#lib/registry/open.ts";
import { ping } from "#lib/registry/ping.ts";
import { problemOf } from "./problem.ts";
import type { RecentImage, RegistryState } from "./types.ts";

/** How many repositories of a registry are known; null before its catalog, or any repository of it, was read. */
export async function repositoryCount(db: Kysely<Schema>, registry: string): Promise<number | null> {
  const row = await db
    .selectFrom("index_repositories")
    .select(({ fn }) => fn.countAll<number | bigint>().as("count"))
    .where("registry", "=", registry)
    .executeTakeFirstOrThrow();
  const count = Number(row.count);
  if (count > 0) return count;
  const read = await db
    .selectFrom("index_registries")
    .select("catalog_read_at")
    .where("registry", "=", registry)
    .executeTakeFirst();
  return read === undefined ? null : 0;
}

/** The tags whose images were created last, newest first, one a repository and digest. */
export async function recentImages(
  db: Kysely<Schema>,
  registry: string,
  limit: number,
): Promise<RecentImage[]> {
  const rows = await db
    .selectFrom("index_tags")
    .innerJoin("index_manifests", "index_manifests.digest", "index_tags.digest")
    .where("index_tags.registry", "=", registry)
    .where("index_manifests.created", "is not", null)
    .where("index_manifests.artifact_type", "is", null)
    .groupBy(["index_tags.repository", "index_tags.digest"])
    .select(({ fn }) => [
      "index_tags.repository",
      fn.min("index_tags.tag").as("tag"),
      fn.max("index_manifests.created").as("created"),
    ])
    .orderBy("created", "desc")
    .limit(limit)
    .execute();
  return rows.map(({ repository, tag, created }) => ({
    repository: repository as RepositoryName,
    tag: tag as Tag,
    created: created ?? "",
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

import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import type { Registry } from "#lib/registry/open.ts";
import { ping } from "#lib/registry/ping.ts";
import { problemOf } from "./problem.ts";
import type { RecentImage, RegistryOverview, RegistryState } from "./types.ts";

/** How many repositories of a registry are known, and when its catalog was last read. */
export async function catalogSummary(
  db: Kysely<Schema>,
  registry: string,
): Promise<Pick<RegistryOverview, "repositories" | "readAt">> {
  const row = await db
    .selectFrom("index_repositories")
    .select(({ fn }) => fn.countAll<number | bigint>().as("count"))
    .where("registry", "=", registry)
    .executeTakeFirstOrThrow();
  const read = await db
    .selectFrom("index_registries")
    .select("catalog_read_at")
    .where("registry", "=", registry)
    .executeTakeFirst();
  const count = Number(row.count);
  const readAt = read?.catalog_read_at ?? null;
  return {
    repositories: count === 0 && readAt === null ? null : count,
    readAt: readAt === null ? null : Number(readAt),
  };
}

/** The tags whose images were created last, newest first and then by repository, one a repository and digest. */
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
    .orderBy("index_tags.repository")
    .orderBy("tag")
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

import { createHash } from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { chunks, rowsAtOnce } from "./chunks.ts";

/** The short key under which a list of platforms is kept, once for all tags that have it. */
export function platformKey(platforms: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(platforms)).digest("hex").slice(0, 16);
}

/** Keeps lists of platforms under their {@link platformKey}. */
export async function storePlatformSets(
  db: Kysely<Schema>,
  sets: readonly (readonly string[])[],
): Promise<void> {
  const byKey = new Map(sets.map((platforms) => [platformKey(platforms), JSON.stringify(platforms)]));
  const rows = [...byKey].map(([key, platforms]) => ({ key, platforms }));
  for (const some of chunks(rows, rowsAtOnce)) {
    await db
      .insertInto("index_platform_sets")
      .values(some)
      .onConflict((conflict) => conflict.column("key").doNothing())
      .execute();
  }
}

/** The lists of platforms under these keys. */
export async function storedPlatforms(
  db: Kysely<Schema>,
  keys: readonly string[],
): Promise<Map<string, readonly string[]>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .selectFrom("index_platform_sets")
    .selectAll()
    .where("key", "in", [...new Set(keys)])
    .execute();
  return new Map(rows.map(({ key, platforms }) => [key, JSON.parse(platforms) as string[]]));
}

/** Every platform that a tag of a repository has, by name; attached artifacts do not count. */
export async function platformsOfRepository(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
): Promise<string[]> {
  // Lists of platforms are few however many tags have them: each is looked for in one step.
  const rows = await db
    .selectFrom("index_platform_sets")
    .select("platforms")
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("index_tags")
          .select(sql`1`.as("one"))
          .where("registry", "=", registry)
          .where("repository", "=", repository)
          .whereRef("platform_key", "=", "index_platform_sets.key")
          .where("attached", "=", 0)
          .limit(1),
      ),
    )
    .execute();
  return [...new Set(rows.flatMap(({ platforms }) => JSON.parse(platforms) as string[]))].toSorted();
}

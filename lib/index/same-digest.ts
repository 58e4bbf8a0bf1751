import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import type { Twins } from "./table-types.ts";

/** Tags that are named of those on one digest: more than fit beside a tag. */
const named = 8;

/** The tags of a repository on each of these digests, where there is more than one. Attached artifacts do not count. */
export async function tagsOnDigests(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  digests: readonly Digest[],
): Promise<Map<Digest, Twins>> {
  const found = new Map<Digest, Twins>();
  if (digests.length === 0) return found;
  const on = (some: readonly string[]) =>
    db
      .selectFrom("index_tags")
      .where("digest", "in", some)
      .where("registry", "=", registry)
      .where("repository", "=", repository)
      .where("attached", "=", 0);
  // Few digests have several tags, and the index alone tells which.
  const several = await on([...new Set(digests)])
    .groupBy("digest")
    .having(({ fn }) => fn.countAll(), ">", 1)
    .select("digest")
    .execute();
  if (several.length === 0) return found;
  const placed = on(several.flatMap(({ digest }) => digest ?? [])).select([
    "tag",
    "digest",
    sql<number | bigint>`count(*) over (partition by digest)`.as("count"),
    // Versions first, the newest of them before the others.
    sql<number | bigint>`row_number() over (partition by digest
      order by case when sort_key < '2' then 0 else 1 end, sort_key desc)`.as("place"),
  ]);
  const rows = await db
    .selectFrom(placed.as("placed"))
    .where("place", "<=", named)
    .orderBy("place")
    .selectAll()
    .execute();
  for (const row of rows) {
    const digest = row.digest as Digest;
    const before = found.get(digest)?.tags ?? [];
    found.set(digest, { tags: [...before, row.tag as Tag], count: Number(row.count) });
  }
  return found;
}

import { type Kysely, sql, type Transaction } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { storeEntries } from "../entries/store-entries.ts";

/** Lets a repository's sums begin at 0 where nothing of it is counted, so that its blobs need not be added up in the end. */
export async function beginSums(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
): Promise<void> {
  await db
    .updateTable("index_repositories")
    .set({ images: 0, bytes: 0, exclusive_bytes: 0, image_exclusive_bytes: 0 })
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .where("bytes", "is", null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("index_repository_blobs")
            .select(sql`1`.as("one"))
            .where("index_repository_blobs.registry", "=", registry)
            .where("index_repository_blobs.repository", "=", repository),
        ),
      ),
    )
    .execute();
}

/**
 * Writes what is counted of a repository into its row of the list, and how large it and its registry are today. To be called
 * under the lock of all sizes, when all its images are counted.
 *
 * @param now milliseconds since 1970.
 */
export async function storeSums(
  db: Transaction<Schema>,
  registry: string,
  repository: RepositoryName,
  now: number,
): Promise<void> {
  const { rows } = await sql<{ tags: number; uncounted: number; images: number; newest: string | null }>`
    select
      (select count(*) from index_tags where registry = ${registry} and repository = ${repository}) as tags,
      (select count(*) from index_tags
       left join index_images on index_images.registry = index_tags.registry
         and index_images.repository = index_tags.repository and index_images.digest = index_tags.digest
       where index_tags.registry = ${registry} and index_tags.repository = ${repository}
         and index_images.digest is null) as uncounted,
      (select count(*) from index_images where registry = ${registry} and repository = ${repository}) as images,
      (select max(created) from index_images where registry = ${registry} and repository = ${repository}) as newest
  `.execute(db);
  const sums = rows[0];
  if (sums === undefined) return;
  const row = await db
    .selectFrom("index_repositories")
    .select("bytes")
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .executeTakeFirst();
  const first = row !== undefined && row.bytes === null;
  const counted = first ? await bytesOf(db, registry, repository) : {};
  await db
    .updateTable("index_repositories")
    .set({ tags: sums.tags, unread: sums.uncounted, images: sums.images, newest: sums.newest, ...counted })
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .execute();
  await storeEntries(db, registry, [repository]);
  await storeDay(db, registry, repository, new Date(now).toISOString().slice(0, 10));
}

/** From its blobs: the row of a repository is new although they are counted, when it was forgotten and came back. */
async function bytesOf(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
): Promise<{ bytes: number; exclusive_bytes: number; image_exclusive_bytes: number }> {
  const { bytes, exclusive } = await db
    .selectFrom("index_repository_blobs")
    .innerJoin("index_blobs", (join) =>
      join
        .onRef("index_blobs.registry", "=", "index_repository_blobs.registry")
        .onRef("index_blobs.blob", "=", "index_repository_blobs.blob"),
    )
    .where("index_repository_blobs.registry", "=", registry)
    .where("index_repository_blobs.repository", "=", repository)
    .select(({ fn }) => [
      fn.sum<number | null>("index_repository_blobs.size").as("bytes"),
      sql<number | null>`sum(case when index_blobs.repositories = 1 then index_blobs.size else 0 end)`.as(
        "exclusive",
      ),
    ])
    .executeTakeFirstOrThrow();
  const { alone } = await db
    .selectFrom("index_images")
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .select(({ fn }) => fn.sum<number | null>("exclusive_bytes").as("alone"))
    .executeTakeFirstOrThrow();
  return { bytes: bytes ?? 0, exclusive_bytes: exclusive ?? 0, image_exclusive_bytes: alone ?? 0 };
}

/** Of several values of a day the last one stays. */
async function storeDay(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  day: string,
): Promise<void> {
  // Of a repository that was forgotten nothing is left, and that is what is kept of its last day.
  const own = await db
    .selectFrom("index_repositories")
    .select(["bytes", "tags"])
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .executeTakeFirst();
  const former = await db
    .selectFrom("index_sizes")
    .select("tags")
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .orderBy("day", "desc")
    .limit(1)
    .executeTakeFirst();
  const { bytes = 0, tags = 0 } = own ?? {};
  const more = (tags ?? 0) - (former?.tags ?? 0);
  const totals = await db
    .insertInto("index_totals")
    .values({ registry, tags: more, images: 0, blobs: 0, bytes: 0, shared_bytes: 0, logical_bytes: 0 })
    .onConflict((conflict) =>
      conflict.column("registry").doUpdateSet({ tags: sql`index_totals.tags + excluded.tags` }),
    )
    .returning(["bytes", "tags"])
    .executeTakeFirstOrThrow();
  await db
    .insertInto("index_sizes")
    .values([
      { registry, repository, day, bytes: bytes ?? 0, tags: tags ?? 0 },
      { registry, repository: "", day, bytes: totals.bytes, tags: totals.tags },
    ])
    .onConflict((conflict) =>
      conflict
        .columns(["registry", "repository", "day"])
        .doUpdateSet(({ ref }) => ({ bytes: ref("excluded.bytes"), tags: ref("excluded.tags") })),
    )
    .execute();
}

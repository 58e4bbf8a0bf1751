import { setImmediate } from "node:timers/promises";
import { type Kysely, sql, type Transaction } from "kysely";
import { exclusively } from "#lib/db/exclusively.ts";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { countImages, discountImages, type FoundImage } from "./count-images.ts";
import { markedRepositories, markOf, removeMark } from "./marks.ts";
import { beginSums, storeSums } from "./store-sums.ts";

/** Images counted in one transaction: so few that others wait for it no longer than a frame or two. */
const imagesAtOnce = 100;

/**
 * Counts a repository whose tags changed: images that came, and those of which no tag is left. Costs what changed, and does
 * nothing where nothing did.
 *
 * Each step is whole by itself: broken off, it is gone on with by whoever counts next, and the mark stays until all is done.
 *
 * @returns whether there was anything to count.
 */
export async function recountRepository(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
): Promise<boolean> {
  const mark = await markOf(db, registry, repository);
  if (mark === undefined) return false;
  let after: string | undefined = "";
  while (after !== undefined) {
    const from: string = after;
    after = await exclusively(db, "sizes", (transaction) => step(transaction, registry, repository, from));
    // Whoever else waits for the database has his turn between two steps.
    await setImmediate();
  }
  await removeMark(db, { registry, repository, mark });
  return true;
}

/**
 * Counts some images; with the last ones, writes down the sums.
 *
 * @param after images up to this digest were looked at.
 * @returns where the next step begins; undefined where all is done.
 */
async function step(
  transaction: Transaction<Schema>,
  registry: string,
  repository: RepositoryName,
  after: string,
): Promise<string | undefined> {
  // First all that is gone, and then what is new: the latter alone moves on.
  if (after === "") {
    await beginSums(transaction, registry, repository);
    const gone = await goneImages(transaction, registry, repository);
    if (gone.length > 0) await discountImages(transaction, registry, repository, gone);
    if (gone.length === imagesAtOnce) return after;
  }
  const found = await newImages(transaction, registry, repository, after);
  if (found.length > 0) await countImages(transaction, registry, repository, found);
  if (found.length === imagesAtOnce) return found.at(-1)?.digest;
  await storeSums(transaction, registry, repository, Date.now());
  return undefined;
}

/** Counts the repositories of a registry whose tags changed, such as those that a process was counting when it died. */
export async function recountRegistry(db: Kysely<Schema>, registry: string): Promise<void> {
  // One whose tags change again and again is left for the next time.
  const tried = new Set<RepositoryName>();
  for (;;) {
    const marked = await markedRepositories(db, 1_000, registry);
    const due = marked.filter(({ repository }) => !tried.has(repository));
    if (due.length === 0) return;
    for (const { repository } of due) {
      tried.add(repository);
      await recountRepository(db, registry, repository);
    }
  }
}

/** Counted images of which the repository has no tag any more. */
async function goneImages(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
): Promise<Digest[]> {
  const rows = await db
    .selectFrom("index_images")
    .select("index_images.digest")
    .where("index_images.registry", "=", registry)
    .where("index_images.repository", "=", repository)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("index_tags")
            .select(sql`1`.as("one"))
            .whereRef("index_tags.registry", "=", "index_images.registry")
            .whereRef("index_tags.repository", "=", "index_images.repository")
            .whereRef("index_tags.digest", "=", "index_images.digest"),
        ),
      ),
    )
    .limit(imagesAtOnce)
    .execute();
  return rows.map(({ digest }) => digest as Digest);
}

/**
 * Images of the repository that are known but not counted, in the order of their digests.
 *
 * @param after only digests behind this one.
 */
async function newImages(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  after: string,
): Promise<FoundImage[]> {
  const rows = await db
    .selectFrom("index_tags")
    .innerJoin("index_manifests", "index_manifests.digest", "index_tags.digest")
    .select(({ fn }) => ["index_tags.digest", fn.min("index_manifests.created").as("created")])
    .groupBy("index_tags.digest")
    .where("index_tags.registry", "=", registry)
    .where("index_tags.repository", "=", repository)
    .where("index_tags.digest", ">", after)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("index_images")
            .select(sql`1`.as("one"))
            .whereRef("index_images.registry", "=", "index_tags.registry")
            .whereRef("index_images.repository", "=", "index_tags.repository")
            .whereRef("index_images.digest", "=", "index_tags.digest"),
        ),
      ),
    )
    // By the column of the index that is walked: then no more rows are read than are given.
    .orderBy("index_tags.digest")
    .limit(imagesAtOnce)
    .execute();
  return rows.map(({ digest, created }) => ({ digest: digest as Digest, created }));
}

import type { Kysely } from "kysely";
import { exclusively } from "#lib/db/exclusively.ts";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { chunks, rowsAtOnce } from "./chunks.ts";
import { storeEntries } from "./entries/store-entries.ts";
import { storeGarbage } from "./garbage.ts";
import { storeSearchNames } from "./search/store-names.ts";
import { markChanged, markForRecount } from "./sizes/marks.ts";
import type { Problem } from "./types.ts";

/** Keeps that the registry named these repositories. */
export async function storeRepositories(
  db: Kysely<Schema>,
  registry: string,
  repositories: readonly RepositoryName[],
): Promise<void> {
  const known = await knownAmong(db, registry, repositories);
  const added = repositories.filter((repository) => !known.has(repository));
  for (const some of chunks(added, rowsAtOnce)) {
    await exclusively(db, "sizes", async (transaction) => {
      await transaction
        .insertInto("index_repositories")
        .values(
          some.map((repository) => ({
            registry,
            repository,
            tags_read_at: null,
            problem_code: null,
            problem_message: null,
            looked_at: null,
            changed_at: null,
          })),
        )
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await storeEntries(transaction, registry, some);
    });
  }
  await storeSearchNames(db, "repository", repositories);
}

async function knownAmong(
  db: Kysely<Schema>,
  registry: string,
  repositories: readonly RepositoryName[],
): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  for (const some of chunks(repositories, rowsAtOnce)) {
    const rows = await db
      .selectFrom("index_repositories")
      .select("repository")
      .where("registry", "=", registry)
      .where("repository", "in", some)
      .execute();
    for (const { repository } of rows) known.add(repository);
  }
  return known;
}

/** The repositories of a registry that are known, by name. */
export async function knownRepositoryNames(db: Kysely<Schema>, registry: string): Promise<RepositoryName[]> {
  const rows = await db
    .selectFrom("index_repositories")
    .select("repository")
    .where("registry", "=", registry)
    .orderBy("repository")
    .execute();
  return rows.map(({ repository }) => repository as RepositoryName);
}

/** Keeps that a person looked at a repository just now. Does nothing for one that is not known. */
export async function storeLook(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  now: number,
): Promise<void> {
  await db
    .updateTable("index_repositories")
    .set({ looked_at: now })
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .execute();
}

/** Keeps when a repository's tags were listed, or why they could not be. */
export async function storeRepositoryList(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  now: number,
  problem: Problem | null = null,
  changed = false,
): Promise<void> {
  const values = {
    ...(problem === null ? { tags_read_at: now } : {}),
    problem_code: problem?.code ?? null,
    problem_message: problem?.message ?? null,
  };
  const known = await db
    .selectFrom("index_repositories")
    .select("tags")
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .executeTakeFirst();
  const counted = known !== undefined && known.tags !== null;
  // Before the row, as whoever stores tags does: else two readings of a repository might wait for each other.
  if (!counted && problem === null) await markForRecount(db, registry, repository);
  await db
    .insertInto("index_repositories")
    .values({
      registry,
      repository,
      tags_read_at: problem === null ? now : null,
      looked_at: null,
      changed_at: null,
      ...values,
    })
    .onConflict((conflict) =>
      conflict.columns(["registry", "repository"]).doUpdateSet(({ eb, ref }) => ({
        ...values,
        // All is new to the first reading, which says nothing of how often it changes.
        ...(changed
          ? {
              changed_at: eb
                .case()
                .when("index_repositories.tags_read_at", "is", null)
                .then(ref("index_repositories.changed_at"))
                .else(now)
                .end(),
            }
          : {}),
      })),
    )
    .execute();
  // Counted repositories are long known by name.
  if (counted) return;
  await storeSearchNames(db, "repository", [repository]);
  // One without tags has none that changed, and is to be counted all the same.
  if (problem === null) await markChanged(db, registry, repository);
}

/** Forgets repositories that the catalog names no longer, with their tags. */
export async function forgetRepositories(
  db: Kysely<Schema>,
  registry: string,
  repositories: readonly RepositoryName[],
): Promise<void> {
  for (const repository of repositories) {
    await exclusively(db, "sizes", async (transaction) => {
      await markChanged(transaction, registry, repository);
      await storeGarbageOf(transaction, registry, repository);
      for (const table of [
        "index_tags",
        "index_untagged",
        "index_lost",
        "index_repositories",
        "index_search_spans",
      ] as const) {
        await transaction
          .deleteFrom(table)
          .where("registry", "=", registry)
          .where("repository", "=", repository)
          .execute();
      }
      await storeEntries(transaction, registry, [repository]);
    });
  }
}

/** What was in a repository that is gone lies in the storage until garbage is collected, unless another has it too. */
async function storeGarbageOf(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
): Promise<void> {
  const inRepository = (table: "index_tags" | "index_untagged") =>
    db
      .selectFrom(table)
      .select("digest")
      .where("registry", "=", registry)
      .where("repository", "=", repository)
      .where("digest", "is not", null);
  const own = inRepository("index_tags").union(inRepository("index_untagged"));
  const children = db.selectFrom("index_children").select("child as digest").where("parent", "in", own);
  const rows = await own.union(children).execute();
  await storeGarbage(
    db,
    registry,
    rows.map(({ digest }) => ({ digest: digest as Digest, size: null })),
    Date.now(),
  );
}

import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";

/**
 * Repositories that are known, and whose list of tags was read and is empty, without a manifest that is known to be there.
 *
 * @param after the name after which to begin.
 * @returns their names, and where to go on: null where that was all.
 */
export async function emptyRepositories(
  db: Kysely<Schema>,
  registry: string,
  { after = "", limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<{ readonly repositories: readonly RepositoryName[]; readonly next: string | null }> {
  const rows = await db
    .selectFrom("index_repositories")
    .select("repository")
    .where("registry", "=", registry)
    .where("repository", ">", after)
    .where("tags_read_at", "is not", null)
    .where("problem_code", "is", null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("index_tags")
            .select("tag")
            .whereRef("index_tags.registry", "=", "index_repositories.registry")
            .whereRef("index_tags.repository", "=", "index_repositories.repository"),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("index_untagged")
            .select("digest")
            .whereRef("index_untagged.registry", "=", "index_repositories.registry")
            .whereRef("index_untagged.repository", "=", "index_repositories.repository"),
        ),
      ),
    )
    .orderBy("repository")
    .limit(limit + 1)
    .execute();
  // Checked when the registry named them.
  const names = rows.map(({ repository }) => repository as RepositoryName);
  const shown = names.slice(0, limit);
  return { repositories: shown, next: names.length > limit ? (shown.at(-1) ?? null) : null };
}

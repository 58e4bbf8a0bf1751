import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";

/** A tag, wherever it is in a registry. */
export interface TagOfRepository {
  readonly repository: RepositoryName;
  readonly tag: Tag;
}

/**
 * Tags on an index of which a manifest has no tag of its own in the repository, so that `--delete-untagged` of distribution 2.x
 * breaks them: those that would lose one (`losing`), or those that an earlier collection has taken one from (`lost`).
 */
export async function tagsOnIndexes(
  db: Kysely<Schema>,
  registry: string,
  which: "losing" | "lost",
): Promise<TagOfRepository[]> {
  const rows = await db
    .selectFrom("index_tags")
    .select(["repository", "tag"])
    .where("registry", "=", registry)
    .where("kind", "=", "index")
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("index_children")
          .select("index_children.child")
          .whereRef("index_children.parent", "=", "index_tags.digest")
          .where((child) => {
            const ownTag = child
              .selectFrom("index_tags as own")
              .select("own.tag")
              .whereRef("own.registry", "=", "index_tags.registry")
              .whereRef("own.repository", "=", "index_tags.repository")
              .whereRef("own.digest", "=", "index_children.child");
            const lost = child
              .selectFrom("index_lost")
              .select("index_lost.digest")
              .whereRef("index_lost.registry", "=", "index_tags.registry")
              .whereRef("index_lost.repository", "=", "index_tags.repository")
              .whereRef("index_lost.digest", "=", "index_children.child");
            return which === "lost"
              ? child.exists(lost)
              : child.and([child.not(child.exists(ownTag)), child.not(child.exists(lost))]);
          }),
      ),
    )
    .orderBy("repository")
    .orderBy("tag")
    .execute();
  // Both were checked when they came from the registry.
  return rows.map(({ repository, tag }) => ({ repository: repository as RepositoryName, tag: tag as Tag }));
}

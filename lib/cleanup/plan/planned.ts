import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";

/** What a plan deletes in one repository. */
export interface PlannedRepository {
  readonly tags: ReadonlySet<Tag>;
  readonly manifests: ReadonlySet<Digest>;
}

/** What a plan deletes, by repository. */
export type Planned = ReadonlyMap<RepositoryName, PlannedRepository>;

/** The digests that tags of a repository are on, once some tags are gone, and those that no tag is on then. */
export interface RootsAfter {
  readonly staying: ReadonlySet<Digest>;
  readonly losing: ReadonlySet<Digest>;
}

/** What tags of a repository are on before and after a plan, as the index has it. */
export async function rootsAfter(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  gone: ReadonlySet<Tag>,
): Promise<RootsAfter> {
  const rows = await db
    .selectFrom("index_tags")
    .select(["tag", "digest"])
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .where("digest", "is not", null)
    .execute();
  const staying = new Set<Digest>();
  const losing = new Set<Digest>();
  for (const { tag, digest } of rows) (gone.has(tag as Tag) ? losing : staying).add(digest as Digest);
  for (const digest of staying) losing.delete(digest);
  return { staying, losing };
}

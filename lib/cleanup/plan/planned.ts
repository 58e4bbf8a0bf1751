import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { inTurns } from "#lib/index/in-turns.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { tagsOn } from "./stored-graph.ts";

/** What a plan deletes in one repository. */
export interface PlannedRepository {
  readonly tags: ReadonlySet<Tag>;
  readonly manifests: ReadonlySet<Digest>;
}

/** What a plan deletes, by repository. */
export type Planned = ReadonlyMap<RepositoryName, PlannedRepository>;

/** What tags of a repository are on before a plan, as the index has it: those that are on it after, and those that no tag is on then. */
export async function rootsAfter(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  gone: ReadonlySet<Tag>,
): Promise<{ readonly staying: ReadonlySet<Digest>; readonly losing: ReadonlySet<Digest> }> {
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

/** The digests that tags of a repository are on of which none is left after a plan. Costs what the plan is large. */
export async function losingRoots(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  gone: ReadonlySet<Tag>,
): Promise<Digest[]> {
  const digests = new Set<Digest>();
  for await (const some of inTurns([...gone])) {
    const rows = await db
      .selectFrom("index_tags")
      .select("digest")
      .where("registry", "=", registry)
      .where("repository", "=", repository)
      .where("tag", "in", some)
      .execute();
    // Said to SQLite as well, it would look through all tags that have a digest.
    for (const { digest } of rows) if (digest !== null) digests.add(digest as Digest);
  }
  const on = await tagsOn(db, { registry, repository }, [...digests]);
  return [...digests].filter((digest) => (on.get(digest) ?? []).every((tag) => gone.has(tag)));
}

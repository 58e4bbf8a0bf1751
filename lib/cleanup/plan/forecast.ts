import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { attachedTag } from "#lib/oci/attached.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { freedBytes } from "./freed.ts";
import { countItems } from "./item-rows.ts";
import type { Planned, PlannedRepository } from "./planned.ts";
import type { Forecast } from "./types.ts";

/** What carrying out a plan comes to. */
export async function forecastOf(
  db: Kysely<Schema>,
  registry: string,
  plan: string,
  planned: Planned,
): Promise<Forecast> {
  const sum = { repositories: 0, tags: 0, manifests: 0, tagsLeft: 0, emptied: 0, latest: 0 };
  for (const [repository, its] of planned) {
    const left = await tagsLeftIn(db, registry, repository, its);
    sum.tagsLeft += left;
    sum.tags += its.tags.size;
    sum.manifests += its.manifests.size;
    if (its.tags.size + its.manifests.size > 0) sum.repositories += 1;
    if (its.tags.size > 0 && left === 0) sum.emptied += 1;
    if (its.tags.has("latest" as Tag)) sum.latest += 1;
  }
  const unread = await db
    .selectFrom("index_repositories")
    .select(({ fn }) => fn.sum<number | null>("unread").as("unread"))
    .where("registry", "=", registry)
    .executeTakeFirst();
  return {
    ...sum,
    staying: await countItems(db, plan, { states: ["stays"] }),
    bytes: await freedBytes(db, registry, planned),
    unread: Number(unread?.unread ?? 0),
  };
}

/** The tags that stay in a repository, without those that only hang on another manifest by their name. */
async function tagsLeftIn(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  { tags }: PlannedRepository,
): Promise<number> {
  const row = await db
    .selectFrom("index_tags")
    .select(({ fn }) => fn.countAll<number>().as("tags"))
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .where("attached", "=", 0)
    .executeTakeFirstOrThrow();
  let going = 0;
  for (const tag of tags) if (attachedTag(tag) === undefined) going += 1;
  return Number(row.tags) - going;
}

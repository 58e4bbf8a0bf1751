import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { IndexContext } from "#lib/index/context.ts";
import { verifyTags } from "#lib/index/refresh-tags.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { tagsOn } from "./stored-graph.ts";

/** In a repository of no more tags than this, each is asked for anew; in a larger one, those that matter. */
const askAll = 200;

/**
 * Brings what is known of a repository's tags up to date, after its list was read: where chosen tags point, and those that may
 * share a digest with them. In a small repository, where all point.
 *
 * @throws {RegistryError} where the registry as a whole cannot be asked. What cannot be told of one tag stands in its row.
 */
export async function lookAgain(
  context: IndexContext,
  repository: RepositoryName,
  chosen: readonly Tag[],
): Promise<void> {
  const { db, registry } = context;
  const { slug } = registry.endpoint;
  const first = new Set([...chosen, ...(await fewTags(db, slug, repository))]);
  const asked = await verifyTags(context, repository, [...first]);
  const digests = new Set(asked.map(({ digest }) => digest).filter((digest) => digest !== null));
  const sharing = await tagsOn(db, { registry: slug, repository }, [...digests]);
  await verifyTags(
    context,
    repository,
    [...sharing.values()].flat().filter((tag) => !first.has(tag)),
  );
}

/** All tags of a small repository; none of a large one. */
async function fewTags(db: Kysely<Schema>, registry: string, repository: RepositoryName): Promise<Tag[]> {
  const rows = await db
    .selectFrom("index_tags")
    .select("tag")
    .where("registry", "=", registry)
    .where("repository", "=", repository)
    .limit(askAll + 1)
    .execute();
  return rows.length > askAll ? [] : rows.map(({ tag }) => tag as Tag);
}

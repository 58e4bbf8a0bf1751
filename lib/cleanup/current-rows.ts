import type { IndexContext } from "#lib/index/context.ts";
import { verifyTags } from "#lib/index/refresh-tags.ts";
import { storedTagRows } from "#lib/index/tag-rows.ts";
import type { TagRow } from "#lib/index/types.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { listTags } from "#lib/registry/tags.ts";

/** In a repository of no more tags than this, each is asked for anew; in a larger one, those that matter. */
const askAll = 200;

/**
 * Every tag of a repository with what is behind it: the chosen ones, and those that may share a digest with them, as the
 * registry says now; others as last seen.
 *
 * @throws {RegistryError} where the list of tags cannot be read.
 */
export async function currentRows(
  context: IndexContext,
  repository: RepositoryName,
  chosen: ReadonlySet<Tag>,
): Promise<TagRow[]> {
  const { db, registry, signal } = context;
  const listed = await listTags(registry, repository, { signal });
  if (listed.length <= askAll) return inOrder(listed, await verifyTags(context, repository, listed));

  const stored = await storedTagRows(db, registry.endpoint.slug, repository);
  const known = new Map(stored.map((row) => [row.tag, row]));
  const unread = (tag: Tag) => (known.get(tag)?.summary ?? null) === null;
  const asked = await verifyTags(
    context,
    repository,
    listed.filter((tag) => chosen.has(tag) || unread(tag)),
  );
  const fresh = new Set(asked.map(({ tag }) => tag));
  const digests = new Set(asked.filter(({ tag }) => chosen.has(tag)).map(({ digest }) => digest));
  const sharing = listed.filter((tag) => !fresh.has(tag) && digests.has(known.get(tag)?.digest ?? null));
  const others = await verifyTags(context, repository, sharing);
  return inOrder(listed, [...known.values(), ...asked, ...others]);
}

/** Rows in the order of a list, the last one of each tag. */
function inOrder(tags: readonly Tag[], rows: readonly TagRow[]): TagRow[] {
  const byTag = new Map(rows.map((row) => [row.tag, row]));
  return tags.map((tag) => byTag.get(tag)).filter((row) => row !== undefined);
}

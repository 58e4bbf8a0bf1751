import type { RepositoryName } from "#lib/oci/reference.ts";
import type { IndexContext } from "./context.ts";
import { refreshTags } from "./refresh-tags.ts";
import { storeLook } from "./repository-rows.ts";
import { revisionOf } from "./revision.ts";
import type { TagTableEvent } from "./table-types.ts";

/**
 * Brings the tags of a repository up to date for a person who looks at them, as {@link refreshTags} does, and tells how far
 * it is. Syncs read first what people look at.
 */
export async function* openTagTable(
  context: IndexContext,
  repository: RepositoryName,
): AsyncGenerator<TagTableEvent, void, void> {
  const { db, registry } = context;
  const { slug } = registry.endpoint;
  await storeLook(db, slug, repository, Date.now());
  for await (const event of refreshTags(context, repository)) {
    if (event.type === "rows") yield { type: "read", tags: event.rows.length };
    else yield { ...event, revision: await revisionOf(db, slug, repository) };
  }
}

import type { RepositoryName } from "#lib/oci/reference.ts";
import type { IndexContext } from "./context.ts";
import { refreshTags } from "./refresh-tags.ts";
import { storeLook } from "./repository-rows.ts";
import type { TagTableEvent } from "./types.ts";

/** The tag table of a repository for a person who opens it, as {@link refreshTags} gives it. Syncs read first what people look at. */
export async function* openTagTable(
  context: IndexContext,
  repository: RepositoryName,
): AsyncGenerator<TagTableEvent, void, void> {
  await storeLook(context.db, context.registry.endpoint.slug, repository, Date.now());
  yield* refreshTags(context, repository);
}

import type { RepositoryName } from "#lib/oci/reference.ts";
import type { IndexContext } from "./context.ts";
import { enterRepositories } from "./entries/store-entries.ts";
import { problemOfOne } from "./problem.ts";
import { refreshTags } from "./refresh-tags.ts";
import { storeRepositoryList } from "./repository-rows.ts";
import { recountRepository } from "./sizes/recount.ts";
import type { TagsEvent } from "./table-types.ts";

/**
 * Lists and reads the tags of one repository among many. What is wrong with it alone is kept with it, so that the others
 * go on.
 *
 * @param hear gets each event of the reading.
 * @returns whether it was read to the end.
 * @throws {RegistryError} where the registry as a whole cannot be asked, of which every repository would say the same.
 */
export async function readRepository(
  context: IndexContext,
  repository: RepositoryName,
  hear: (event: TagsEvent) => void = () => undefined,
): Promise<boolean> {
  try {
    for await (const event of refreshTags(context, repository)) hear(event);
    await recountRepository(context.db, context.registry.endpoint.slug, repository);
    return true;
  } catch (error) {
    const problem = problemOfOne(error);
    // Gone since the catalog was read: forgotten, and not kept again with a problem.
    if (problem.code !== "NAME_UNKNOWN") {
      const { db, registry } = context;
      const { slug } = registry.endpoint;
      await storeRepositoryList(db, slug, repository, Date.now(), problem);
      await enterRepositories(db, slug, [repository]);
    }
    return false;
  }
}

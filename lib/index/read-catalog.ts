import type { RepositoryName } from "#lib/oci/reference.ts";
import { listRepositories } from "#lib/registry/catalog.ts";
import { RegistryError } from "#lib/registry/error.ts";
import type { IndexContext } from "./context.ts";
import { isAboutRegistry } from "./problem.ts";
import { forgetRepositories, knownRepositoryNames, storeRepositories } from "./repository-rows.ts";

/** What a registry has, as far as it tells. */
export interface Catalog {
  readonly repositories: ReadonlySet<RepositoryName>;
  /** Why the registry gave no catalog; the repositories are then those by hand and those known from before. */
  readonly problem: RegistryError | null;
}

/**
 * Reads the catalog of a registry into the index, page by page, and forgets what is no longer in it.
 *
 * @param byHand repositories that the settings name; they are part of it either way.
 * @returns after the pages, each with the repositories that no page before had named.
 * @throws {RegistryError} where the registry cannot be asked at all.
 */
export async function* readCatalog(
  context: IndexContext,
  byHand: readonly RepositoryName[],
): AsyncGenerator<readonly RepositoryName[], Catalog, void> {
  const { db, registry, signal } = context;
  const slug = registry.endpoint.slug;
  await storeRepositories(db, slug, byHand);
  const named = new Set<RepositoryName>(byHand);
  try {
    for await (const page of listRepositories(registry, { signal })) {
      const fresh = page.filter((repository) => !named.has(repository));
      for (const repository of fresh) named.add(repository);
      await storeRepositories(db, slug, fresh);
      yield fresh;
    }
  } catch (error) {
    if (!(error instanceof RegistryError) || error.code === "CANCELLED" || isAboutRegistry(error.code)) {
      throw error;
    }
    const known = await knownRepositoryNames(db, slug);
    return { repositories: new Set([...named, ...known]), problem: error };
  }
  const known = await knownRepositoryNames(db, slug);
  await forgetRepositories(
    db,
    slug,
    known.filter((repository) => !named.has(repository)),
  );
  await storeCatalogRead(context, Date.now());
  return { repositories: named, problem: null };
}

async function storeCatalogRead({ db, registry }: IndexContext, now: number): Promise<void> {
  await db
    .insertInto("index_registries")
    .values({ registry: registry.endpoint.slug, catalog_read_at: now })
    .onConflict((conflict) => conflict.column("registry").doUpdateSet({ catalog_read_at: now }))
    .execute();
}

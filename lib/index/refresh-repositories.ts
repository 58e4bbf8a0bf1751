import type { RepositoryName } from "#lib/oci/reference.ts";
import { listRepositories } from "#lib/registry/catalog.ts";
import type { IndexContext } from "./context.ts";
import { inCompletionOrder } from "./in-completion-order.ts";
import { problemOf } from "./problem.ts";
import { refreshTags } from "./refresh-tags.ts";
import {
  forgetRepositories,
  storedRepositoryRows,
  storeRepositories,
  storeRepositoryList,
} from "./repository-rows.ts";
import type { RepositoryListEvent, RepositoryRow } from "./types.ts";

/** Repositories read at a time; each may have several requests under way. */
const concurrency = 4;

/** A repository whose tags were listed within this time is not listed again by a visit. In milliseconds. */
const freshFor = 60_000;

/**
 * The repository list of a registry: what is known at once, then the catalog page by page, then each repository that was
 * not read lately.
 *
 * @param byHand repositories that the settings name, for registries without a catalog; they are part of the list either way.
 * @throws {RegistryError} where the catalog cannot be read although nothing is listed by hand, after the `known` event.
 */
export async function* refreshRepositories(
  context: IndexContext,
  byHand: readonly RepositoryName[],
): AsyncGenerator<RepositoryListEvent, void, void> {
  const { db, registry } = context;
  const slug = registry.endpoint.slug;
  await storeRepositories(db, slug, byHand);
  const known = await storedRepositoryRows(db, slug);
  yield { type: "known", rows: known };

  const named = new Set<RepositoryName>(byHand);
  let inCatalog = true;
  try {
    for await (const page of listRepositories(registry, { signal: context.signal })) {
      const fresh = page.filter((repository) => !named.has(repository));
      for (const repository of fresh) named.add(repository);
      await storeRepositories(db, slug, fresh);
      yield { type: "repositories", repositories: fresh, complete: false };
    }
    const gone = known.map(({ repository }) => repository).filter((repository) => !named.has(repository));
    await forgetRepositories(db, slug, gone);
    await storeCatalogRead(context, Date.now());
    yield { type: "repositories", repositories: [], complete: true };
  } catch (error) {
    const problem = problemOf(error);
    if (byHand.length === 0) throw error;
    inCatalog = false;
    yield { type: "catalog-problem", problem };
  }

  const readAt = await readTimes(context);
  const candidates = inCatalog
    ? [...named]
    : [...new Set([...byHand, ...known.map(({ repository }) => repository)])];
  const due = candidates.filter((repository) => (readAt.get(repository) ?? 0) < Date.now() - freshFor);
  for await (const rows of inCompletionOrder(due, concurrency, (repository) =>
    readRepository(context, repository),
  )) {
    yield { type: "rows", rows };
  }
  yield { type: "done" };
}

/** Lists and reads one repository's tags into the index and gives its row. */
async function readRepository(context: IndexContext, repository: RepositoryName): Promise<RepositoryRow[]> {
  const slug = context.registry.endpoint.slug;
  try {
    for await (const _ of refreshTags(context, repository));
  } catch (error) {
    await storeRepositoryList(context.db, slug, repository, Date.now(), problemOf(error));
  }
  return storedRepositoryRows(context.db, slug, repository);
}

async function readTimes({ db, registry }: IndexContext): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom("index_repositories")
    .select(["repository", "tags_read_at"])
    .where("registry", "=", registry.endpoint.slug)
    .execute();
  return new Map(rows.map(({ repository, tags_read_at }) => [repository, Number(tags_read_at ?? 0)]));
}

async function storeCatalogRead({ db, registry }: IndexContext, now: number): Promise<void> {
  await db
    .insertInto("index_registries")
    .values({ registry: registry.endpoint.slug, catalog_read_at: now })
    .onConflict((conflict) => conflict.column("registry").doUpdateSet({ catalog_read_at: now }))
    .execute();
}

import { readJob } from "#lib/jobs/jobs.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import type { IndexContext } from "./context.ts";
import { inCompletionOrder } from "./in-completion-order.ts";
import { problemOf } from "./problem.ts";
import { readCatalog } from "./read-catalog.ts";
import { readRepository } from "./read-repository.ts";
import { storedRepositoryRows, storeRepositories } from "./repository-rows.ts";
import { repositoriesDue } from "./sync-due.ts";
import { syncJobId } from "./sync-job-id.ts";
import type { RepositoryListEvent } from "./types.ts";

/** Repositories read at a time; each may have several requests under way. */
const concurrency = 4;

/** A repository whose tags were listed within this time is not listed again by a visit. In milliseconds. */
const freshFor = 60_000;

/**
 * The repository list of a registry: what is known at once, then the catalog page by page, then each repository that was
 * not read lately. While a sync of the registry runs, only what is known, or the catalog where nothing is, and no `done`.
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
  // A sync under way reads the same; asking twice would only slow it. But where nothing is known, there would be nothing to see.
  const syncing = (await readJob(db, syncJobId(slug), Date.now())).state === "running";
  if (syncing && known.length > 0) return;

  const catalog = readCatalog(context, byHand);
  let page = await catalog.next();
  for (; page.done !== true; page = await catalog.next()) {
    yield { type: "repositories", repositories: page.value, complete: false };
  }
  const { repositories, problem } = page.value;
  if (problem === null) {
    yield { type: "repositories", repositories: byHand, complete: true };
  } else {
    if (byHand.length === 0) throw problem;
    yield { type: "catalog-problem", problem: problemOf(problem) };
  }

  if (syncing) return;
  const due = await repositoriesDue(db, slug, repositories, Date.now() - freshFor);
  const reads = inCompletionOrder(due, concurrency, async (repository) => {
    await readRepository(context, repository);
    return storedRepositoryRows(db, slug, repository);
  });
  for await (const rows of reads) yield { type: "rows", rows };
  yield { type: "done" };
}

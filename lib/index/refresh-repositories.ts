import { readJob } from "#lib/jobs/jobs.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import type { IndexContext } from "./context.ts";
import { inCompletionOrder } from "./in-completion-order.ts";
import { catalogSummary } from "./overview.ts";
import { problemOf } from "./problem.ts";
import { readCatalog } from "./read-catalog.ts";
import { readRepository } from "./read-repository.ts";
import { storeRepositories } from "./repository-rows.ts";
import { recountRegistry } from "./sizes/recount.ts";
import { repositoriesDue } from "./sync-due.ts";
import { syncJobId } from "./sync-job-id.ts";
import type { RepositoryListEvent } from "./types.ts";

/** Repositories read at a time; each may have several requests under way. */
const concurrency = 4;

/** A repository whose tags were listed within this time is not listed again by a visit. In milliseconds. */
const freshFor = 60_000;

/**
 * Brings the repository list of a registry up to date: the catalog page by page, then each repository that was not read
 * lately. Says how far it is; the rows themselves are in the index. While a sync of the registry runs, it does nothing, or
 * reads the catalog where nothing is known, and says no `done`.
 *
 * @param byHand repositories that the settings name, for registries without a catalog; they are part of the list either way.
 * @throws {RegistryError} where the catalog cannot be read although nothing is listed by hand.
 */
export async function* refreshRepositories(
  context: IndexContext,
  byHand: readonly RepositoryName[],
): AsyncGenerator<RepositoryListEvent, void, void> {
  const { db, registry } = context;
  const slug = registry.endpoint.slug;
  await storeRepositories(db, slug, byHand);
  const known = await catalogSummary(db, slug);
  // A sync under way reads the same; asking twice would only slow it. But where nothing is known, there would be nothing to see.
  const syncing = (await readJob(db, syncJobId(slug), Date.now())).state === "running";
  if (syncing && (known.repositories ?? 0) > 0) return;

  const catalog = readCatalog(context, byHand);
  let named = byHand.length;
  let page = await catalog.next();
  for (; page.done !== true; page = await catalog.next()) {
    named += page.value.length;
    yield { type: "listed", repositories: named, complete: false };
  }
  const { repositories, problem } = page.value;
  if (problem === null) {
    yield { type: "listed", repositories: repositories.size, complete: true };
  } else {
    if (byHand.length === 0) throw problem;
    yield { type: "catalog-problem", problem: problemOf(problem) };
  }

  if (syncing) return;
  const due = await repositoriesDue(db, slug, repositories, {
    since: Date.now() - freshFor,
    which: "lively",
  });
  let read = repositories.size - due.length;
  const reads = inCompletionOrder(due, concurrency, (repository) => readRepository(context, repository));
  for await (const _ of reads) {
    read += 1;
    yield { type: "read", read, repositories: repositories.size };
  }
  // What a deletion, or a process that died, has left to be counted.
  await recountRegistry(db, slug);
  yield { type: "done" };
}

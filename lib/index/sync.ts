import type { RepositoryName } from "#lib/oci/reference.ts";
import type { IndexContext } from "./context.ts";
import { inCompletionOrder } from "./in-completion-order.ts";
import { pacedRegistry } from "./paced-registry.ts";
import { readCatalog } from "./read-catalog.ts";
import { readRepository } from "./read-repository.ts";
import { verifyTags } from "./refresh-tags.ts";
import { type Round, repositoriesDue, restlessTags } from "./sync-due.ts";
import type { SyncProgress } from "./types.ts";

/** Repositories read at a time. Their requests together keep the registry's pace. */
const concurrency = 8;

/** Tags that moved before are asked for again, but no more of them than this in a repository: the others wait for the next sync. */
const restlessAtMost = 20;

/**
 * Brings the index of a registry up to date: the catalog, then the tags of each repository that is due, those first that
 * somebody looked at or that change often, then manifests that are not known.
 *
 * What is read is kept at once, so a sync that was interrupted is gone on with by another of the same `round.since`.
 *
 * @param byHand repositories that the settings name, for registries without a catalog.
 * @param round which repositories are due.
 * @param report hears how far it is.
 * @throws {RegistryError} where the registry cannot be asked, or gives no catalog and nothing is listed by hand. What is
 *   wrong with one repository alone is kept with that one.
 */
export async function syncRegistry(
  context: IndexContext,
  byHand: readonly RepositoryName[],
  round: Round,
  report: (progress: SyncProgress) => void,
): Promise<void> {
  const { registry, pace } = pacedRegistry(context.registry);
  const paced: IndexContext = { ...context, registry };
  const begun = performance.now();
  const counts = { repositories: 0, repositoriesRead: 0, tags: 0, tagsRead: 0 };
  let already = 0;
  const tell = () => {
    const seconds = (performance.now() - begun) / 1000;
    const readNow = counts.repositoriesRead - already;
    const left = counts.repositories - counts.repositoriesRead;
    report({
      ...counts,
      requests: pace.requests,
      requestsPerSecond: seconds === 0 ? 0 : pace.requests / seconds,
      secondsLeft: readNow === 0 ? null : Math.round((left * seconds) / readNow),
    });
  };

  tell();
  const catalog = readCatalog(paced, byHand);
  let page = await catalog.next();
  for (; page.done !== true; page = await catalog.next()) {
    counts.repositories += page.value.length;
    tell();
  }
  const { repositories, problem } = page.value;
  counts.repositories = repositories.size;
  const due = await repositoriesDue(context.db, registry.endpoint.slug, repositories, round);
  already = counts.repositories - due.length;
  counts.repositoriesRead = already;
  tell();
  const reads = inCompletionOrder(due, concurrency, (repository) =>
    syncRepository(paced, repository, {
      listed: (tags) => {
        counts.tags += tags;
        tell();
      },
      read: (tags) => {
        counts.tagsRead += tags;
        tell();
      },
    }),
  );
  for await (const _ of reads) {
    counts.repositoriesRead += 1;
    tell();
  }
  // The rest is up to date all the same.
  if (problem !== null && byHand.length === 0) throw problem;
}

/** What of a repository's reading moves the progress. */
interface Heard {
  readonly listed: (tags: number) => void;
  readonly read: (tags: number) => void;
}

async function syncRepository(
  context: IndexContext,
  repository: RepositoryName,
  { listed, read }: Heard,
): Promise<void> {
  const begun = Date.now();
  const whole = await readRepository(context, repository, (event) => {
    if (event.type === "listed") {
      listed(event.tags);
      read(event.tags - event.unread);
    }
    if (event.type === "rows") read(event.rows.length);
  });
  if (!whole) return;
  const slug = context.registry.endpoint.slug;
  const restless = await restlessTags(context.db, slug, repository, begun, restlessAtMost);
  if (restless.length > 0) await verifyTags(context, repository, restless);
}

import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { forgetGarbage, forgetLost, lostManifests, storeLost } from "#lib/index/garbage.ts";
import { knownRepositoryNames } from "#lib/index/repository-rows.ts";
import { forgetUntagged, untaggedRows } from "#lib/index/untagged.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import type { Collector } from "../plan/collection.ts";
import { withChildren } from "../plan/marks.ts";
import { rootsAfter } from "../plan/planned.ts";

/**
 * Forgets what a collection has taken out of a registry: what was deleted before it, and with `--delete-untagged` the manifests
 * that had no tag. Of these, what an index with a tag still names is kept in mind as lost.
 *
 * @param staying manifests that the collection has left, see `garbageAfter`.
 * @param begunAt milliseconds since 1970: what was deleted since may lie there still.
 * @param named blobs that it says to have deleted.
 */
export async function forgetCollected(
  db: Kysely<Schema>,
  registry: string,
  collector: Collector,
  staying: ReadonlySet<Digest>,
  begunAt: number,
  named: ReadonlySet<Digest> = new Set(),
): Promise<void> {
  await forgetGarbage(db, registry, begunAt, [...named]);
  await forgetUnnamedLost(db, registry);
  if (collector === "keep-untagged") return;
  const untagged = Map.groupBy(await untaggedRows(db, registry), ({ repository }) => repository);
  for (const repository of await knownRepositoryNames(db, registry)) {
    // What was pushed since the collection began was not there to be taken.
    const gone = (untagged.get(repository) ?? [])
      .filter(({ foundAt }) => foundAt <= begunAt)
      // Distribution 2.x asks for a tag on the manifest itself, in this repository; 3 leaves what any tag reaches.
      .filter(({ digest }) => collector === "delete-untagged-2" || !staying.has(digest))
      .map(({ digest }) => digest);
    await forgetUntagged(db, registry, repository, gone);
    if (collector === "delete-untagged-2") await rememberLost(db, registry, repository, begunAt);
  }
}

/** What indexes with a tag name, and has none of its own. */
async function rememberLost(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  now: number,
): Promise<void> {
  const { staying: tagged } = await rootsAfter(db, registry, repository, new Set());
  const lost = [...(await withChildren(db, tagged))].filter((digest) => !tagged.has(digest));
  await storeLost(db, registry, repository, lost, now);
}

/** What no index with a tag names any more was lost before, and is nothing now. */
async function forgetUnnamedLost(db: Kysely<Schema>, registry: string): Promise<void> {
  for (const [repository, lost] of await lostManifests(db, registry)) {
    const { staying: tagged } = await rootsAfter(db, registry, repository, new Set());
    const named = await withChildren(db, tagged);
    await forgetLost(
      db,
      registry,
      repository,
      [...lost].filter((digest) => !named.has(digest)),
    );
  }
}

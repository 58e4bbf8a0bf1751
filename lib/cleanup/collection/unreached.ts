import type { IndexContext } from "#lib/index/context.ts";
import { inCompletionOrder } from "#lib/index/in-completion-order.ts";
import { openReader, readSummary, storeReadings } from "#lib/index/reading.ts";
import { recountRegistry } from "#lib/index/sizes/recount.ts";
import type { ManifestSummary } from "#lib/index/types.ts";
import { storeManifestDeleted, storeUntagged, type UntaggedRow, untaggedRows } from "#lib/index/untagged.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { RegistryError } from "#lib/registry/error.ts";
import { headManifest } from "#lib/registry/manifests.ts";
import { reachedByTags } from "../plan/reached-by-tags.ts";
import { exclusiveBytesOf, indexesAround } from "./unreached-facts.ts";
import type { UnreachedManifest, UnreachedPage } from "./untagged-types.ts";

/** Manifests asked for at a time. */
const concurrency = 8;

/** Of so many the index is asked at once whether a tag reaches them. */
const together = 100;

/** The registry is asked for no more manifests than this before an answer is given, however few are left of them. */
const mostAsked = 400;

/** A manifest that the registry has just said to have. */
interface Looked extends UntaggedRow {
  readonly summary: ManifestSummary;
}

/**
 * Manifests that no tag reaches, in the order of their repositories: what the index has kept in mind, each asked for just now. One
 * that is gone is forgotten, and what was in it is looked at in its place.
 *
 * @param after where an earlier page has ended.
 * @throws {RegistryError} where the registry cannot be asked.
 */
export async function unreachedManifests(
  context: IndexContext,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<UnreachedPage> {
  const { db, registry } = context;
  const { slug } = registry.endpoint;
  const all = await untaggedRows(db, slug);
  const begin = after === undefined ? 0 : all.findIndex((row) => cursorOf(row) > after);
  const rows = begin === -1 ? [] : all.slice(begin);
  const found: Looked[] = [];
  let asked = 0;
  let at = 0;
  while (at < rows.length && found.length < limit && asked < mostAsked) {
    const some = rows.slice(at, at + together);
    const unreached = await withoutReached(context, some);
    // What is asked for in vain now would be asked for again by the next page.
    const wanted = unreached.slice(0, limit - found.length);
    const last = wanted.length < unreached.length ? wanted.at(-1) : undefined;
    at = last === undefined ? at + some.length : rows.indexOf(last) + 1;
    asked += wanted.length;
    // By now it is known what each is about.
    found.push(...(await withoutReached(context, await look(context, wanted))));
  }
  const last = rows[at - 1];
  return {
    manifests: await described(context, found),
    next: at < rows.length && last !== undefined ? cursorOf(last) : null,
  };
}

/** Reads what is not known yet of manifests without a tag, at most so many, so that it can be said what they hold. */
export async function readUnknown(context: IndexContext, most: number): Promise<void> {
  const { db, registry } = context;
  const { slug } = registry.endpoint;
  const unknown = await db
    .selectFrom("index_untagged")
    .leftJoin("index_manifests", "index_manifests.digest", "index_untagged.digest")
    .select(["index_untagged.repository", "index_untagged.digest", "found_at", "tag"])
    .where("registry", "=", slug)
    .where("index_manifests.digest", "is", null)
    .limit(most)
    .execute();
  const rows = unknown.map(({ repository, digest, found_at }) => ({
    repository: repository as RepositoryName,
    digest: digest as Digest,
    foundAt: Number(found_at),
    tag: null,
  }));
  await look(context, rows);
}

/** In the order of the rows: a space comes before all that names of repositories have. */
const cursorOf = ({ repository, digest }: UntaggedRow): string => `${repository} ${digest}`;

async function withoutReached<Row extends UntaggedRow>(
  { db, registry }: IndexContext,
  rows: readonly Row[],
): Promise<Row[]> {
  const left: Row[] = [];
  for (const [repository, own] of Map.groupBy(rows, (row) => row.repository)) {
    const digests = own.map(({ digest }) => digest);
    const reached = await reachedByTags(db, registry.endpoint.slug, repository, digests);
    left.push(...own.filter(({ digest }) => !reached.has(digest)));
  }
  return left;
}

/** Asks the registry for manifests; those that it has no more are forgotten, and what indexes hold is kept in mind. */
async function look(context: IndexContext, rows: readonly UntaggedRow[]): Promise<Looked[]> {
  const { db, registry, signal } = context;
  const { slug } = registry.endpoint;
  const reader = openReader(context);
  const looking = inCompletionOrder(rows, concurrency, async (row) => {
    try {
      const read = await readSummary(reader, row.repository, row.digest);
      if (read.reading === null) await headManifest(registry, row.repository, row.digest, { signal });
      return { row, read };
    } catch (error) {
      if (error instanceof RegistryError && error.status === 404) return { row, read: null };
      throw error;
    }
  });
  const there = new Map<UntaggedRow, ManifestSummary>();
  for await (const { row, read } of looking) {
    if (read === null) {
      await storeManifestDeleted(db, slug, row.repository, row.digest);
      continue;
    }
    await db.transaction().execute((transaction) => storeReadings(transaction, reader, [read.reading]));
    if (read.summary.kind === "index") await keepChildren(context, row);
    there.set(row, read.summary);
  }
  // In the order in which they were asked for, not in that of the answers.
  return rows.flatMap((row) => {
    const summary = there.get(row);
    return summary === undefined ? [] : [{ ...row, summary }];
  });
}

/** The manifests inside an index without a tag have none either, as a rule. */
async function keepChildren({ db, registry }: IndexContext, row: UntaggedRow): Promise<void> {
  const children = await db
    .selectFrom("index_children")
    .select("child")
    .where("parent", "=", row.digest)
    .execute();
  await storeUntagged(
    db,
    registry.endpoint.slug,
    row.repository,
    children.map(({ child }) => child as Digest),
    row.foundAt,
  );
}

async function described(
  { db, registry }: IndexContext,
  rows: readonly Looked[],
): Promise<UnreachedManifest[]> {
  const { slug } = registry.endpoint;
  await recountRegistry(db, slug);
  const exclusive = await exclusiveBytesOf(
    db,
    slug,
    rows.map(({ digest }) => digest),
  );
  const around = await indexesAround(db, slug, rows);
  return rows.map((row) => ({
    repository: row.repository,
    digest: row.digest,
    summary: row.summary,
    since: row.foundAt,
    tag: row.tag,
    inside: around.get(`${row.repository}@${row.digest}`) ?? null,
    exclusiveBytes: exclusive.get(row.digest) ?? 0,
  }));
}

import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import type { FetchedManifest } from "#lib/registry/manifests.ts";
import { getManifest } from "#lib/registry/manifests.ts";
import { storeContents } from "./contents.ts";
import type { IndexContext } from "./context.ts";
import { factsOf, type Reading, type ReadSummary } from "./facts.ts";
import { storedSummary, storeManifestFacts } from "./manifest-facts.ts";
import { storeSearchFacts } from "./search/store-facts.ts";

/** Reads manifests for the index, each once however many ask for it at the same time, and keeps nothing by itself. */
export interface Reader {
  readonly context: IndexContext;
  readonly underWay: Map<Digest, Promise<Reading>>;
}

/** A reader for one run: what it has read and not stored yet, it need not ask for again. */
export function openReader(context: IndexContext): Reader {
  return { context, underWay: new Map() };
}

/**
 * What a row tells of a manifest: from the index where it was ever read as a whole, else from the registry with all it needs
 * (the manifests of an index, one config for the date).
 *
 * @param fetched the manifest, where it is at hand already.
 * @throws {RegistryError} where the manifest itself cannot be read.
 */
export async function readSummary(
  reader: Reader,
  repository: RepositoryName,
  digest: Digest,
  fetched?: FetchedManifest,
): Promise<ReadSummary> {
  const stored = await storedSummary(reader.context.db, digest);
  if (stored !== undefined) return { summary: stored, reading: null };
  const known = reader.underWay.get(digest);
  const promise = known ?? readManifest(reader, repository, digest, fetched);
  if (known === undefined) {
    reader.underWay.set(digest, promise);
    // A failure is told to whoever asked; the next one asks the registry again.
    promise.catch(() => reader.underWay.delete(digest));
  }
  const reading = await promise;
  return { summary: reading.facts.summary, reading };
}

async function readManifest(
  reader: Reader,
  repository: RepositoryName,
  digest: Digest,
  fetched: FetchedManifest | undefined,
): Promise<Reading> {
  const { context } = reader;
  const { manifest, mediaType, bytes } =
    fetched ?? (await getManifest(context.registry, repository, digest, { signal: context.signal }));
  const readChild = (child: Digest) => readSummary(reader, repository, child);
  const { facts, searchFacts, config, below } = await factsOf(
    { context, repository, readChild },
    manifest,
    manifest.mediaType || mediaType,
  );
  // A signed schema 1 manifest is not hashed by its bytes, so nothing proves that they belong to the digest: not kept.
  const own = manifest.kind === "schema1" ? [] : [{ digest, mediaType, bytes }];
  return { digest, facts, searchFacts, contents: config === null ? own : [...own, config], below };
}

/** Keeps what was read, each thing once, in a few statements however many there are. */
export async function storeReadings(
  db: Kysely<Schema>,
  reader: Reader,
  readings: readonly (Reading | null)[],
): Promise<void> {
  const all = new Map<Digest, Reading>();
  const add = (reading: Reading) => {
    if (all.has(reading.digest)) return;
    all.set(reading.digest, reading);
    for (const inner of reading.below) add(inner);
  };
  for (const reading of readings) if (reading !== null) add(reading);
  if (all.size === 0) return;
  await storeContents(
    db,
    [...all.values()].flatMap(({ contents }) => contents),
  );
  const whole = [...all.values()].filter(({ facts }) => facts.complete);
  await storeManifestFacts(db, whole);
  await storeSearchFacts(db, whole);
  for (const digest of all.keys()) reader.underWay.delete(digest);
}

import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import { chunks, rowsAtOnce, uniqueBy } from "../chunks.ts";
import type { SearchFact } from "./facts.ts";
import { cut, fold } from "./fold.ts";
import { storePlacesOf } from "./store-places.ts";

/** A manifest with what it is found by. */
export interface SearchedManifest {
  readonly digest: Digest;
  readonly searchFacts: readonly SearchFact[];
}

interface Term {
  readonly kind: string;
  readonly key: string;
  readonly folded: string;
  readonly name: string;
  readonly value: string;
}

/**
 * Keeps what manifests are found by, and gives what platforms say to the indexes that hold them. To be called in a transaction,
 * after `storeManifestFacts` of the same. What is kept already stays.
 */
export async function storeSearchFacts(
  db: Kysely<Schema>,
  manifests: readonly SearchedManifest[],
): Promise<void> {
  for (const some of chunks(manifests, rowsAtOnce)) {
    const numbers = await numberManifests(
      db,
      some.map(({ digest }) => digest),
    );
    await storePostings(db, some, numbers);
  }
  // Only when all have their own, since an index and its platforms come together.
  for (const some of chunks(manifests, rowsAtOnce)) {
    const digests = some.map(({ digest }) => digest);
    await giveToParents(db, digests);
    await storePlacesOf(db, digests);
  }
}

/** In the order of their bytes, as everything that is written here: of two that write the same, neither then waits for the other. */
const sorted = (texts: Iterable<string>) => [...new Set(texts)].sort();

async function numberManifests(
  db: Kysely<Schema>,
  digests: readonly Digest[],
): Promise<ReadonlyMap<string, number>> {
  await db
    .insertInto("index_search_manifests")
    .values(sorted(digests).map((digest) => ({ digest })))
    .onConflict((conflict) => conflict.column("digest").doNothing())
    .execute();
  const rows = await db
    .selectFrom("index_search_manifests")
    .selectAll()
    .where("digest", "in", digests)
    .execute();
  return new Map(rows.map(({ id, digest }) => [digest, id]));
}

async function storePostings(
  db: Kysely<Schema>,
  manifests: readonly SearchedManifest[],
  numbers: ReadonlyMap<string, number>,
): Promise<void> {
  const termsOf = new Map(
    manifests.map(({ digest, searchFacts }) => [digest, uniqueBy(searchFacts.map(termOf), keyOf)]),
  );
  const terms = uniqueBy([...termsOf.values()].flat(), keyOf);
  const ids = await numberTerms(db, terms);
  const postings = [...termsOf].flatMap(([digest, own]) =>
    own.flatMap((term) => {
      const [id, manifest] = [ids.get(keyOf(term)), numbers.get(digest)];
      return id === undefined || manifest === undefined ? [] : [{ term: id, manifest }];
    }),
  );
  postings.sort((one, other) => one.term - other.term || one.manifest - other.manifest);
  // Of two columns each, so that more fit into one statement.
  for (const some of chunks(postings, rowsAtOnce * 4)) {
    await db
      .insertInto("index_search_postings")
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

async function numberTerms(db: Kysely<Schema>, terms: readonly Term[]): Promise<ReadonlyMap<string, number>> {
  const ids = new Map<string, number>();
  const ordered = terms.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  for (const some of chunks(ordered, rowsAtOnce)) await addKnown(db, some, ids);
  const added = ordered.filter((term) => !ids.has(keyOf(term)));
  const keys = uniqueBy(
    added.map(({ kind, key }) => ({ kind, key })),
    ({ kind, key }) => `${kind}\0${key}`,
  );
  for (const some of chunks(keys, rowsAtOnce)) {
    await db
      .insertInto("index_search_keys")
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  for (const some of chunks(added, rowsAtOnce)) {
    await db
      .insertInto("index_search_terms")
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await addKnown(db, some, ids);
  }
  return ids;
}

async function addKnown(db: Kysely<Schema>, terms: readonly Term[], ids: Map<string, number>): Promise<void> {
  const wanted = sql.join(terms.map(({ kind, key, folded }) => sql`(${kind}, ${key}, ${folded})`));
  const rows = await db
    .selectFrom("index_search_terms")
    .select(["id", "kind", "key", "folded"])
    .where(sql<boolean>`(kind, key, folded) in (values ${wanted})`)
    .execute();
  for (const row of rows) ids.set(keyOf(row), row.id);
}

/**
 * Gives what platforms say to the indexes among some manifests, and to those that hold one of them: they may have been kept by an
 * older version. An attestation inside an index does not make the index one.
 */
async function giveToParents(db: Kysely<Schema>, digests: readonly Digest[]): Promise<void> {
  const list = sql.join(digests);
  for (const side of ["parent", "child"] as const) {
    await sql`
      insert into index_search_postings (term, manifest)
      select distinct index_search_postings.term, parents.id
      from index_children
      join index_search_manifests parents on parents.digest = index_children.parent
      join index_search_manifests children on children.digest = index_children.child
      join index_search_postings on index_search_postings.manifest = children.id
      join index_search_terms on index_search_terms.id = index_search_postings.term
      where ${sql.ref(`index_children.${side}`)} in (${list})
        and (index_search_terms.kind <> 'type' or index_search_terms.key = 'image')
      on conflict do nothing
    `.execute(db);
  }
}

function termOf({ kind, name, value }: SearchFact): Term {
  return { kind, key: fold(name), folded: fold(value), name: cut(name), value: cut(value) };
}

function keyOf({ kind, key, folded }: Pick<Term, "kind" | "key" | "folded">): string {
  return `${kind}\0${key}\0${folded}`;
}

import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { Tag } from "#lib/oci/reference.ts";
import { chunks, rowsAtOnce } from "../chunks.ts";
import { tagGramsOf } from "./grams.ts";

/** Keeps in which repository a tag says what: that of tags which were just put on these manifests. */
export async function storePlaces(
  db: Kysely<Schema>,
  registry: string,
  repository: string,
  digests: readonly Digest[],
): Promise<void> {
  if (digests.length === 0) return;
  await sql`
    insert into index_search_places (term, registry, repository)
    select distinct index_search_postings.term, cast(${registry} as text), cast(${repository} as text)
    from index_search_manifests cross join index_search_postings
    where index_search_manifests.digest in (${sql.join([...new Set(digests)])})
      and index_search_postings.manifest = index_search_manifests.id
    order by 1
    on conflict do nothing
  `.execute(db);
}

/** The same for tags that were on manifests, or on an index with one of them, before it was known what these say. */
export async function storePlacesOf(db: Kysely<Schema>, digests: readonly Digest[]): Promise<void> {
  const list = sql.join(digests);
  // Tags first, in SQLite's plan too: most often there are none yet.
  await sql`
    insert into index_search_places (term, registry, repository)
    select distinct index_search_postings.term, index_tags.registry, index_tags.repository
    from index_tags cross join index_search_manifests cross join index_search_postings
    where index_tags.digest in (
        select digest from index_search_manifests where digest in (${list})
        union select parent from index_children where child in (${list}))
      and index_search_manifests.digest = index_tags.digest
      and index_search_postings.manifest = index_search_manifests.id
    order by 1, 2, 3
    on conflict do nothing
  `.execute(db);
}

/** Keeps in which repository there are tags with such names. To be called in the transaction that stores tags new to it. */
export async function storeTagPlaces(
  db: Kysely<Schema>,
  registry: string,
  repository: string,
  tags: readonly Tag[],
): Promise<void> {
  // In one order, so that of two that write the same neither waits for the other.
  const grams = [...new Set(tags.flatMap(tagGramsOf))].sort();
  for (const some of chunks(grams, rowsAtOnce * 4)) {
    await db
      .insertInto("index_search_tag_places")
      .values(some.map((gram) => ({ gram, registry, repository })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

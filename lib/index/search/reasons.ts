import { sql } from "kysely";
import type { Digest } from "#lib/oci/digest.ts";
import type { SearchCondition, SearchQuery } from "#lib/oci/search/query.ts";
import { findTerms, type TermCondition } from "./find-terms.ts";
import { beginsWith } from "./patterns.ts";
import type { FoundTag } from "./places.ts";
import type { SearchPlace } from "./resolve.ts";

/** What of a tag's manifests fits a query, where the names do not tell. */
export type SearchReason =
  | { readonly kind: "label"; readonly name: string; readonly value: string }
  | { readonly kind: "env" | "base"; readonly name: string }
  | { readonly kind: "layer" | "config" | "manifest"; readonly digest: Digest };

/** Reasons that are given for one tag, at most. */
const reasonsAtMost = 2;

/** Why tags were found, by their digests. */
export async function reasonsFor(
  place: SearchPlace,
  query: SearchQuery,
  tags: readonly FoundTag[],
): Promise<ReadonlyMap<Digest, readonly SearchReason[]>> {
  const digests = [...new Set(tags.map(({ digest }) => digest).filter((digest) => digest !== null))];
  const found = new Map<Digest, SearchReason[]>();
  if (digests.length === 0) return found;
  for (const { negated, condition } of query) {
    if (negated) continue;
    for (const [digest, reason] of await reasonsOf(place, condition, digests)) {
      const known = found.get(digest) ?? [];
      if (known.length < reasonsAtMost) known.push(reason);
      found.set(digest, known);
    }
  }
  return found;
}

type Reasoned = [Digest, SearchReason];

function reasonsOf(
  place: SearchPlace,
  condition: SearchCondition,
  digests: readonly Digest[],
): Promise<Reasoned[]> | Reasoned[] {
  switch (condition.kind) {
    case "label":
    case "env":
    case "base":
      return saidBy(place, condition, digests);
    case "layer":
    case "digest":
      return heldBy(place, condition, digests);
    default:
      return [];
  }
}

async function saidBy(
  { db }: SearchPlace,
  condition: Extract<TermCondition, { readonly kind: "label" | "env" | "base" }>,
  digests: readonly Digest[],
): Promise<Reasoned[]> {
  const terms = await findTerms(db, condition);
  if (terms.kind === "few" && terms.ids.length === 0) return [];
  const meant =
    terms.kind === "few" ? sql<boolean>`index_search_terms.id in (${sql.join(terms.ids)})` : terms.fitting;
  const { rows } = await sql<{ digest: Digest; name: string; value: string }>`
    select index_search_manifests.digest, index_search_terms.name, index_search_terms.value
    from index_search_manifests cross join index_search_postings cross join index_search_terms
    where index_search_manifests.digest in (${sql.join(digests)})
      and index_search_postings.manifest = index_search_manifests.id
      and index_search_terms.id = index_search_postings.term and ${meant}
    order by index_search_manifests.digest, index_search_terms.name, index_search_terms.value
  `.execute(db);
  return rows.map(({ digest, name, value }) => [
    digest,
    condition.kind === "label" ? { kind: "label", name, value } : { kind: condition.kind, name },
  ]);
}

/** The manifests of an index that begin with a digest, and the blobs of a manifest or of those in it. */
async function heldBy(
  { db }: SearchPlace,
  { kind, prefix }: Extract<SearchCondition, { readonly kind: "layer" | "digest" }>,
  digests: readonly Digest[],
): Promise<Reasoned[]> {
  const list = sql.join(digests);
  const fitting = sql<boolean>`(${beginsWith(sql`index_manifest_blobs.blob`, prefix)}
    and index_manifest_blobs.position >= ${kind === "layer" ? 0 : -1})`;
  const { rows } = await sql<{ root: Digest; digest: Digest; position: number | null }>`
    select index_manifest_blobs.manifest as root, index_manifest_blobs.blob as digest, position
    from index_manifest_blobs where index_manifest_blobs.manifest in (${list}) and ${fitting}
    union
    select index_children.parent, index_manifest_blobs.blob, index_manifest_blobs.position
    from index_children cross join index_manifest_blobs
    where index_children.parent in (${list}) and index_manifest_blobs.manifest = index_children.child and ${fitting}
    ${
      kind === "layer"
        ? sql``
        : sql`union
    select index_children.parent, index_children.child, null
    from index_children where index_children.parent in (${list}) and ${beginsWith(sql`index_children.child`, prefix)}`
    }
  `.execute(db);
  const own: Reasoned[] =
    kind === "layer"
      ? []
      : digests
          .filter((digest) => digest.startsWith(prefix))
          .map((digest) => [digest, { kind: "manifest", digest }]);
  const held = rows.map(({ root, digest, position }): Reasoned => {
    const what = position === null ? "manifest" : Number(position) === -1 ? "config" : "layer";
    return [root, { kind: what, digest }];
  });
  return [...own, ...held];
}

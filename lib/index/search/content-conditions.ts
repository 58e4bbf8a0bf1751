import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { SearchCondition } from "#lib/oci/search/query.ts";
import { ageInMilliseconds, sizeInBytes } from "#lib/oci/search/units.ts";
import { type BaseLayer, findBaseLayers } from "./find-base-layers.ts";
import { type FoundTerms, findTerms, type TermCondition } from "./find-terms.ts";
import { beginsWith } from "./patterns.ts";
import { repositoriesSaying, repositoriesWith } from "./repository-sets.ts";
import { nothing, type Resolved, type Source } from "./resolved.ts";

/** Where so many manifests say something, tags are not found by it: most often there are many of these too. */
const manyManifests = 1_000;

/** What a name does not tell. */
const content = { onNames: false, repositories: null, tagBeginning: "" } as const;

/** A condition on what manifests and configs say, as SQL. */
export async function resolveTerms(db: Kysely<Schema>, condition: TermCondition): Promise<Resolved> {
  const terms = await findTerms(db, condition);
  const layers = condition.kind === "base" ? await findBaseLayers(db, condition.pattern) : [];
  const said = terms.kind === "few" && terms.ids.length === 0 ? [] : [await saying(db, terms)];
  const built = layers.length === 0 ? [] : [builtOn(layers)];
  return either([...said, ...built]);
}

/** Where one of several holds. */
function either(all: readonly Resolved[]): Resolved {
  const [first, ...others] = all;
  if (first === undefined) return nothing;
  if (others.length === 0) return first;
  return {
    holds: sql<boolean>`(${sql.join(
      all.map(({ holds }) => holds),
      sql` or `,
    )})`,
    ...content,
    sources: all.some(({ sources }) => sources === null) ? null : all.flatMap(({ sources }) => sources ?? []),
  };
}

async function saying(db: Kysely<Schema>, terms: FoundTerms): Promise<Resolved> {
  const meant =
    terms.kind === "few"
      ? sql<boolean>`index_search_postings.term in (${sql.join(terms.ids)})`
      : sql<boolean>`exists (select 1 from index_search_terms
          where index_search_terms.id = index_search_postings.term and ${terms.fitting} limit 1)`;
  return {
    holds: sql<boolean>`exists (
      select 1 from index_search_manifests
      cross join index_search_postings
      where index_search_manifests.digest = index_tags.digest
        and index_search_postings.manifest = index_search_manifests.id and ${meant}
      limit 1)`,
    ...content,
    repositories: terms.kind === "few" ? await repositoriesSaying(db, terms.ids) : null,
    sources: (await areMany(db, terms))
      ? null
      : [
          terms.kind === "few"
            ? {
                from: sql`index_search_postings cross join index_search_manifests cross join index_tags`,
                where: sql<boolean>`(${meant} and index_search_manifests.id = index_search_postings.manifest
              and index_tags.digest = index_search_manifests.digest)`,
              }
            : {
                from: sql`index_search_terms cross join index_search_postings cross join index_search_manifests
              cross join index_tags`,
                where: sql<boolean>`(${terms.fitting} and index_search_postings.term = index_search_terms.id
              and index_search_manifests.id = index_search_postings.manifest
              and index_tags.digest = index_search_manifests.digest)`,
              },
        ],
  };
}

/** Whether so many manifests say it that tags need not be counted. */
async function areMany(db: Kysely<Schema>, terms: FoundTerms): Promise<boolean> {
  // Without a set of repositories to go through it takes more: an index says it, and each of its platforms.
  const many = terms.kind === "few" ? manyManifests : 1.5 * manyManifests;
  const from =
    terms.kind === "few"
      ? sql`index_search_postings where term in (${sql.join(terms.ids)})`
      : sql`index_search_terms cross join index_search_postings
          where ${terms.fitting} and index_search_postings.term = index_search_terms.id`;
  const { rows } = await sql<{ manifests: number }>`
    select count(*) as manifests from (select 1 from ${from} limit ${many}) counted
  `.execute(db);
  return Number(rows[0]?.manifests ?? 0) === many;
}

/** Images that have the topmost layer of another at the same place: they were built on it. */
function builtOn(layers: readonly BaseLayer[]): Resolved {
  const places = layers.map(
    ({ blob, position, manifest }) => sql<boolean>`(index_manifest_blobs.blob = ${blob}
      and index_manifest_blobs.position = ${position} and index_manifest_blobs.manifest <> ${manifest})`,
  );
  return withBlobs(sql<boolean>`(${sql.join(places, sql` or `)})`);
}

/** Images with a blob that fits, and indexes with such an image. */
function withBlobs(fitting: RawBuilder<boolean>): Resolved {
  const own = sql<boolean>`exists (select 1 from index_manifest_blobs
    where index_manifest_blobs.manifest = index_tags.digest and ${fitting} limit 1)`;
  const inside = sql<boolean>`exists (select 1 from index_children cross join index_manifest_blobs
    where index_children.parent = index_tags.digest
      and index_manifest_blobs.manifest = index_children.child and ${fitting} limit 1)`;
  return {
    holds: sql<boolean>`(${own} or ${inside})`,
    ...content,
    sources: [
      {
        from: sql`index_manifest_blobs cross join index_tags`,
        where: sql<boolean>`(${fitting} and index_tags.digest = index_manifest_blobs.manifest)`,
      },
      {
        from: sql`index_manifest_blobs cross join index_children cross join index_tags`,
        where: sql<boolean>`(${fitting} and index_children.child = index_manifest_blobs.manifest
          and index_tags.digest = index_children.parent)`,
      },
    ],
  };
}

/** A condition on digests, as SQL. */
export function resolveDigest({
  kind,
  prefix,
}: Extract<SearchCondition, { readonly kind: "digest" | "layer" }>): Resolved {
  const blobs = beginsWith(sql`index_manifest_blobs.blob`, prefix);
  if (kind === "layer") return withBlobs(sql<boolean>`(${blobs} and index_manifest_blobs.position >= 0)`);
  const own = beginsWith(sql`index_tags.digest`, prefix);
  const children = beginsWith(sql`index_children.child`, prefix);
  const manifests: Resolved = {
    holds: sql<boolean>`(coalesce(${own}, 1 = 0) or exists (select 1 from index_children
      where index_children.parent = index_tags.digest and ${children} limit 1))`,
    ...content,
    sources: [
      { from: sql`index_tags`, where: own },
      {
        from: sql`index_children cross join index_tags`,
        where: sql<boolean>`(${children} and index_tags.digest = index_children.parent)`,
      },
    ] satisfies Source[],
  };
  return either([manifests, withBlobs(blobs)]);
}

/**
 * A condition on dates and sizes, as SQL.
 *
 * @param registries the slugs of those that are searched.
 */
export async function resolveMeasure(
  db: Kysely<Schema>,
  registries: readonly string[],
  condition: MeasureCondition,
  now: number,
): Promise<Resolved> {
  const { column, span, is, than } = measure(condition, now);
  const measured = sql<boolean>`${sql.ref(`index_tags.${column}`)} ${is} ${than}`;
  const spans = sql<boolean>`${sql.ref(span)} ${is} ${than}`;
  return {
    holds: sql<boolean>`coalesce(${measured}, 1 = 0)`,
    ...content,
    repositories: await repositoriesWith(db, registries, spans, measured),
    sources: [{ from: sql`index_tags`, where: measured }],
  };
}

type MeasureCondition = Extract<SearchCondition, { readonly kind: "older" | "newer" | "larger" | "smaller" }>;

/** A column of tags, that of `index_search_spans` which goes furthest in the same direction, and what they are compared with. */
interface Measure {
  readonly column: "created_at" | "size";
  readonly span: "oldest" | "newest" | "smallest" | "largest";
  readonly is: RawBuilder<unknown>;
  readonly than: number;
}

function measure(condition: MeasureCondition, now: number): Measure {
  switch (condition.kind) {
    case "older":
      return { column: "created_at", span: "oldest", is: sql`<`, than: now - age(condition) };
    case "newer":
      return { column: "created_at", span: "newest", is: sql`>=`, than: now - age(condition) };
    case "larger":
      return { column: "size", span: "largest", is: sql`>`, than: size(condition) };
    case "smaller":
      return { column: "size", span: "smallest", is: sql`<`, than: size(condition) };
  }
}

type Of<Kind extends MeasureCondition["kind"]> = Extract<MeasureCondition, { readonly kind: Kind }>;

function age({ amount, unit }: Of<"older" | "newer">): number {
  return ageInMilliseconds(amount, unit);
}

function size({ amount, unit }: Of<"larger" | "smaller">): number {
  return sizeInBytes(amount, unit);
}

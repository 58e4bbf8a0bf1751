import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { SearchCondition, SearchQuery, TextPattern } from "#lib/oci/search/query.ts";
import { resolveDigest, resolveMeasure, resolveTerms } from "./content-conditions.ts";
import { resolveNames } from "./name-conditions.ts";
import { negated, nothing, type Resolved } from "./resolved.ts";

/** What a query is asked of. */
export interface SearchPlace {
  readonly db: Kysely<Schema>;
  /** The configured registries: others that are still in the index are not searched. */
  readonly registries: readonly { readonly slug: string; readonly name: string }[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A query as SQL. */
export interface ResolvedQuery {
  /** The slugs of the registries that it is about, in their order in the index. */
  readonly registries: readonly string[];
  /** What must hold besides, the conditions first that tend to leave the least. */
  readonly conditions: readonly Resolved[];
}

/** Puts a query into SQL, by looking up what its words mean in this index. */
export async function resolveQuery(place: SearchPlace, query: SearchQuery): Promise<ResolvedQuery> {
  const registries = place.registries.filter((registry) =>
    query.every(
      ({ negated: not, condition }) =>
        condition.kind !== "registry" || isCalled(registry, condition.pattern) !== not,
    ),
  );
  const conditions: Resolved[] = [];
  for (const { negated: not, condition } of query.toSorted((one, other) => rank(one) - rank(other))) {
    if (condition.kind === "registry") continue;
    const resolved = await resolveCondition(place, condition);
    conditions.push(not ? negated(resolved) : resolved);
    // Nothing more can be found, whatever the others say.
    if (!not && resolved === nothing) break;
  }
  return { registries: registries.map(({ slug }) => slug).sort(), conditions };
}

const ranks = ["digest", "layer", "reference", "env", "label", "base", "word", "tag", "repo", "type"];

function rank({ negated: not, condition }: SearchQuery[number]): number {
  const at = ranks.indexOf(condition.kind);
  return not ? ranks.length + 1 : at === -1 ? ranks.length : at;
}

function isCalled({ slug, name }: SearchPlace["registries"][number], pattern: TextPattern): boolean {
  return [slug, name].some((called) => {
    const text = called.toLowerCase();
    if (pattern.kind === "contains") return text.includes(pattern.text.toLowerCase());
    if (pattern.kind === "exact") return text === pattern.text.toLowerCase();
    const parts = pattern.parts.map((part) => part.toLowerCase().replace(/[\\^$.|?*+()[\]{}]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`, "s").test(text);
  });
}

async function resolveCondition(
  { db, now, registries }: SearchPlace,
  condition: Exclude<SearchCondition, { readonly kind: "registry" }>,
): Promise<Resolved> {
  switch (condition.kind) {
    case "word":
    case "reference":
    case "repo":
    case "tag":
      return resolveNames(db, condition);
    case "digest":
    case "layer":
      return resolveDigest(condition);
    case "label":
    case "env":
    case "base":
    case "os":
    case "arch":
    case "platform":
    case "type":
      return resolveTerms(db, condition);
    case "older":
    case "newer":
    case "larger":
    case "smaller":
      return resolveMeasure(
        db,
        registries.map(({ slug }) => slug),
        condition,
        now,
      );
  }
}

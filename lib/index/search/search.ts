import { database } from "#lib/db/database.ts";
import { parseSearch } from "#lib/oci/search/parse.ts";
import type { SearchProblem } from "#lib/oci/search/problem.ts";
import { listRegistries } from "#lib/settings/registries.ts";
import { storedSummaries } from "../manifest-facts.ts";
import type { ManifestSummary } from "../types.ts";
import { fillState } from "./fill-state.ts";
import { type FoundRepositoryName, findMatchingRepositories } from "./find-matching-repositories.ts";
import { findTags } from "./find-tags.ts";
import { type FoundTag, readPlace, writePlace } from "./places.ts";
import { reasonsFor, type SearchReason } from "./reasons.ts";
import { resolveQuery, type SearchPlace } from "./resolve.ts";

/** Something that a search found. */
export type SearchResult =
  | ({ readonly kind: "repository"; readonly registryName: string } & FoundRepositoryName)
  | ({
      readonly kind: "tag";
      readonly registryName: string;
      /** What is behind it; null where that was not read yet. */
      readonly summary: ManifestSummary | null;
      readonly reasons: readonly SearchReason[];
    } & FoundTag);

/** A page of results: repositories whose name fits come first, then tags in the order of registry, repository and tag. */
export interface SearchPage {
  readonly results: readonly SearchResult[];
  /** Gives the next page as `after`; null at the end. A page may be short, or empty, and yet not be the last. */
  readonly more: string | null;
  /** Why the query cannot be read; there are no results then. */
  readonly problem: SearchProblem | null;
  /** Whether what was read by an older version is still being prepared, so that some may be missing. */
  readonly filling: boolean;
}

/** Tags on one page, and repositories before those of the first. */
const tagsAtOnce = 50;
const repositoriesAtMost = 20;

/**
 * Searches every configured registry, in what is known of it: nothing is asked of any.
 *
 * @param text as `parseSearch` reads it; an empty one finds nothing.
 * @param after `more` of the page before.
 */
export async function searchEverywhere(text: string, after?: string): Promise<SearchPage> {
  const db = database();
  const place = { db, registries: await listRegistries(), now: Date.now() };
  const [page, filling] = [await searchIn(place, text, after), await fillState(db)];
  return { ...page, filling: filling === "filling" };
}

/** {@link searchEverywhere} in a given place. */
export async function searchIn(
  place: SearchPlace,
  text: string,
  after?: string,
): Promise<Omit<SearchPage, "filling">> {
  const parsed = parseSearch(text);
  if (!parsed.ok) return { results: [], more: null, problem: parsed.problem };
  const { query } = parsed;
  if (query.length === 0) return { results: [], more: null, problem: null };
  const from = after === undefined ? undefined : readPlace(after);
  const resolved = await resolveQuery(place, query);
  const repositories =
    from === undefined
      ? await findMatchingRepositories(place, resolved.registries, query, repositoriesAtMost)
      : [];
  const { tags, next } = await findTags(place, resolved, tagsAtOnce, from);
  const digests = tags.map(({ digest }) => digest).filter((digest) => digest !== null);
  const summaries = await storedSummaries(place.db, digests);
  const reasons = await reasonsFor(place, query, tags);
  const nameOf = new Map(place.registries.map(({ slug, name }) => [slug, name]));
  return {
    results: [
      ...repositories.map(
        (found): SearchResult => ({
          kind: "repository",
          registryName: nameOf.get(found.registry) ?? found.registry,
          ...found,
        }),
      ),
      ...tags.map(
        (found): SearchResult => ({
          kind: "tag",
          registryName: nameOf.get(found.registry) ?? found.registry,
          ...found,
          summary: (found.digest === null ? undefined : summaries.get(found.digest)) ?? null,
          reasons: (found.digest === null ? undefined : reasons.get(found.digest)) ?? [],
        }),
      ),
    ],
    more: next === null ? null : writePlace(next),
    problem: null,
  };
}

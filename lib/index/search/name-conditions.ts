import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { SearchCondition, TextPattern } from "#lib/oci/search/query.ts";
import { findNames, type RarestGram, rarestGram } from "./find-names.ts";
import { beginningOf, fits } from "./patterns.ts";
import { repositoriesCalled, repositoriesTagged } from "./repository-sets.ts";
import { nothing, type Resolved, type Source } from "./resolved.ts";
import type { NameKind } from "./store-names.ts";

export type NameCondition = Extract<
  SearchCondition,
  { readonly kind: "word" | "reference" | "repo" | "tag" }
>;

/** Names that are taken into a query at most. */
const namesAtMost = 500;

/** Of so many repositories all tags are fetched at most. */
const fetchedWhole = 100;

/** A condition on the names of repositories and tags, as SQL. */
export async function resolveNames(db: Kysely<Schema>, condition: NameCondition): Promise<Resolved> {
  switch (condition.kind) {
    case "repo":
      return called(db, condition.pattern, await namesOf(db, "repository", condition.pattern));
    case "tag":
      return tagged(db, condition.pattern, await namesOf(db, "tag", condition.pattern));
    case "word": {
      const { pattern } = condition;
      const repositories = await namesOf(db, "repository", pattern);
      const tags = await namesOf(db, "tag", pattern);
      // A word that only names of one kind have is a condition on these.
      if (repositories.all?.length === 0) return tagged(db, pattern, tags);
      if (tags.all?.length === 0) return called(db, pattern, repositories);
      return {
        holds: sql<boolean>`(${repositoryFits(pattern)} or ${tagFits(pattern)})`,
        ...anyName,
        sources:
          repositories.all === null || tags.all === null
            ? null
            : [...inRepositories(repositories.all), ...onTags(tags.all)],
      };
    }
    case "reference": {
      const { repository, tag } = condition;
      const whole: TextPattern = { kind: "exact", text: repository };
      const end: TextPattern = { kind: "glob", parts: ["", `/${repository}`] };
      const holds = sql<boolean>`((${repositoryFits(whole)} or ${repositoryFits(end)}) and ${tagFits(tag)})`;
      const alike: TextPattern = { kind: "contains", text: repository };
      const repositories = await namesOf(db, "repository", alike);
      if (repositories.all?.length === 0) return nothing;
      const tags = (await namesOf(db, "tag", tag)).all;
      const sources = tags === null ? repositories.all && inRepositories(repositories.all) : onTags(tags);
      return {
        holds,
        onNames: true,
        sources:
          sources?.map(({ from, where }) => ({ from, where: sql<boolean>`(${where} and ${holds})` })) ?? null,
        repositories: await repositoriesCalled(db, alike, repositories),
        tagBeginning: beginningOf(tag),
      };
    }
  }
}

const anyName = { onNames: true, repositories: null, tagBeginning: "" } as const;

async function called(db: Kysely<Schema>, pattern: TextPattern, names: Names): Promise<Resolved> {
  return {
    holds: repositoryFits(pattern),
    ...anyName,
    // Many are gone through in the order of results, which ends with the first page.
    sources: names.all === null || names.all.length > fetchedWhole ? null : inRepositories(names.all),
    repositories: await repositoriesCalled(db, pattern, names),
  };
}

async function tagged(
  db: Kysely<Schema>,
  pattern: TextPattern,
  { rarest, all: names }: Names,
): Promise<Resolved> {
  return {
    holds: tagFits(pattern),
    ...anyName,
    sources: names && onTags(names),
    repositories: names?.length === 0 ? null : await repositoriesTagged(db, pattern, rarest),
    tagBeginning: beginningOf(pattern),
  };
}

/** Whether the repository of a row of `index_tags` or `index_repositories` fits. Names of repositories are in lower case. */
export function repositoryFits(pattern: TextPattern, table = "index_tags"): ReturnType<typeof fits> {
  return fits(sql.ref(`${table}.repository`), pattern);
}

function tagFits(pattern: TextPattern) {
  return fits(sql`lower(index_tags.tag)`, pattern);
}

/** What is found out of the names of one kind that fit a pattern. */
interface Names {
  readonly rarest: RarestGram | null;
  /** All of them; null where they are too many. */
  readonly all: readonly string[] | null;
}

async function namesOf(db: Kysely<Schema>, kind: NameKind, pattern: TextPattern): Promise<Names> {
  const rarest = await rarestGram(db, kind, pattern);
  return { rarest, all: await findNames(db, kind, pattern, rarest, namesAtMost) };
}

function onTags(names: readonly string[]): Source[] {
  if (names.length === 0) return [];
  return [{ from: sql`index_tags`, where: sql<boolean>`index_tags.tag in (${sql.join(names)})` }];
}

function inRepositories(names: readonly string[]): Source[] {
  if (names.length === 0) return [];
  return [
    {
      from: sql`index_repositories cross join index_tags`,
      where: sql<boolean>`(index_repositories.repository in (${sql.join(names)})
        and index_tags.registry = index_repositories.registry
        and index_tags.repository = index_repositories.repository)`,
    },
  ];
}

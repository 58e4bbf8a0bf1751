import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { SearchCondition, TextPattern } from "#lib/oci/search/query.ts";
import { findNames } from "./find-names.ts";
import { fits } from "./patterns.ts";
import { nothing, type Resolved, type Source } from "./resolved.ts";

export type NameCondition = Extract<
  SearchCondition,
  { readonly kind: "word" | "reference" | "repo" | "tag" }
>;

/** Names that are taken into a query at most. */
const namesAtMost = 500;

/** A condition on the names of repositories and tags, as SQL. */
export async function resolveNames(db: Kysely<Schema>, condition: NameCondition): Promise<Resolved> {
  switch (condition.kind) {
    case "repo":
      return {
        holds: repositoryFits(condition.pattern),
        onNames: true,
        sources: await byRepository(db, condition.pattern),
      };
    case "tag":
      return {
        holds: tagFits(condition.pattern),
        onNames: true,
        sources: await byTag(db, condition.pattern),
      };
    case "word": {
      const { pattern } = condition;
      const [repositories, tags] = [await byRepository(db, pattern), await byTag(db, pattern)];
      return {
        holds: sql<boolean>`(${repositoryFits(pattern)} or ${tagFits(pattern)})`,
        onNames: true,
        sources: repositories === null || tags === null ? null : [...repositories, ...tags],
      };
    }
    case "reference": {
      const { repository, tag } = condition;
      const whole: TextPattern = { kind: "exact", text: repository };
      const end: TextPattern = { kind: "glob", parts: ["", `/${repository}`] };
      const named = sql<boolean>`(${repositoryFits(whole)} or ${repositoryFits(end)})`;
      const holds = sql<boolean>`(${named} and ${tagFits(tag)})`;
      const repositories = await byRepository(db, { kind: "contains", text: repository });
      if (repositories?.length === 0) return nothing;
      const sources = (await byTag(db, tag)) ?? repositories;
      return {
        holds,
        onNames: true,
        sources:
          sources?.map(({ from, where }) => ({ from, where: sql<boolean>`(${where} and ${holds})` })) ?? null,
      };
    }
  }
}

/** Whether the repository of a row of `index_tags` or `index_repositories` fits. Names of repositories are in lower case. */
export function repositoryFits(pattern: TextPattern, table = "index_tags"): ReturnType<typeof fits> {
  return fits(sql.ref(`${table}.repository`), pattern);
}

function tagFits(pattern: TextPattern) {
  return fits(sql`lower(index_tags.tag)`, pattern);
}

async function byTag(db: Kysely<Schema>, pattern: TextPattern): Promise<Source[] | null> {
  const names = await findNames(db, "tag", pattern, namesAtMost);
  if (names === null) return null;
  if (names.length === 0) return [];
  return [{ from: sql`index_tags`, where: sql<boolean>`index_tags.tag in (${sql.join(names)})` }];
}

async function byRepository(db: Kysely<Schema>, pattern: TextPattern): Promise<Source[] | null> {
  const names = await findNames(db, "repository", pattern, namesAtMost);
  if (names === null) return null;
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

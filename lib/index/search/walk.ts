import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Tag } from "#lib/oci/reference.ts";
import { readEntries } from "../entries/read-entries.ts";
import { nextCandidates, setsOf } from "./candidates.ts";
import { behindPrefix } from "./patterns.ts";
import { allHold, behind, columns, type FoundTag, type FoundTags, page, type SearchedTo } from "./places.ts";
import type { ResolvedQuery, SearchPlace } from "./resolve.ts";
import type { RepositorySet } from "./resolved.ts";

/** How many tags and repositories a step looks at: first few, since many a page is full soon, then more with each step, and less again
 * where that fills the page. */
const firstStep = { tags: 150, repositories: 60 } as const;
const largestStep = {
  /** Where more than names is needed. */
  contents: 600,
  names: 8_000,
  repositories: 480,
} as const;
const growth = 2;

/** Where names are all that is needed, a repository with at most so many tags is gone through in one step: a few milliseconds. */
const wholeUpTo = 60_000;

/** A step looks at so many times what the rest of a page would take, had it as many results as the step before. */
const spare = 1.5;

/** How long a walk goes on for a page that does not fill, in milliseconds: what it has found by then is given. */
const patience = 12;

/** How much a step looks at. */
interface StepSize {
  tags: number;
  repositories: number;
}

/** What a walk looks for, in one registry. */
interface Walk {
  readonly db: Kysely<Schema>;
  readonly registry: string;
  /** Where there may be some; null where that is nearly everywhere. */
  readonly sets: readonly RepositorySet[] | null;
  readonly holds: RawBuilder<boolean>;
  /** Whether `holds` looks at names alone. */
  readonly onNames: boolean;
  /** What all tags begin with that may be found. */
  readonly beginning: string;
  /** Looked at in the next step. */
  readonly size: StepSize;
  /** Tags wanted of a step. */
  readonly limit: number;
}

/** What a step has found, and where the next begins; null at the end of the registry. */
interface Step {
  readonly tags: readonly FoundTag[];
  readonly next: SearchedTo | null;
}

/** Whole repositories: these, or all from a name on. */
type Stretch = { readonly names: readonly string[] } | { readonly start: string };

/**
 * Goes through the tags in the order of results, until there are `limit` and one more or it has looked for long enough, and past
 * the repositories in which there can be none.
 */
export async function walk(
  { db }: SearchPlace,
  { registries, conditions }: ResolvedQuery,
  limit: number,
  after: SearchedTo | undefined,
): Promise<FoundTags> {
  const deadline = performance.now() + patience;
  const [sets, holds] = [setsOf(conditions), allHold(conditions)];
  const onNames = conditions.every((condition) => condition.onNames);
  const mostTags = largestStep[onNames ? "names" : "contents"];
  const size: StepSize = { ...firstStep };
  const beginning = conditions.reduce((longest, { tagBeginning }) => longer(longest, tagBeginning), "");
  const tags: FoundTag[] = [];
  for (const registry of registries) {
    if (after !== undefined && registry < after.registry) continue;
    const from = after?.registry === registry ? after : { registry, repository: "", tag: null };
    const search: Walk = { db, registry, sets, holds, onNames, beginning, size, limit: limit + 1 };
    for await (const found of steps(search, from)) {
      tags.push(...found.tags);
      if (tags.length > limit) return page(tags, limit);
      const factor = Math.min(growth, (spare * (limit + 1 - tags.length)) / found.tags.length);
      size.tags = between(firstStep.tags, size.tags * factor, mostTags);
      size.repositories = between(
        firstStep.repositories,
        size.repositories * factor,
        largestStep.repositories,
      );
      if (found.next !== null && performance.now() > deadline) return { tags, next: found.next };
    }
  }
  return { tags, next: null };
}

function between(least: number, number: number, most: number): number {
  return Math.round(Math.min(Math.max(least, number), most));
}

function longer(one: string, other: string): string {
  return one.length < other.length ? other : one;
}

async function* steps(search: Walk, { repository, tag }: SearchedTo): AsyncGenerator<Step, void, void> {
  let start: string | null = repository;
  if (tag !== null) {
    yield* inside(search, repository, tag);
    start = behind(repository);
  }
  if (search.sets === null) {
    yield* across(search, { start });
    return;
  }
  while (start !== null) {
    const { repositories, next } = await nextCandidates(
      search.db,
      search.registry,
      search.sets,
      start,
      search.size.repositories,
    );
    if (repositories.length > 0) yield* across(search, { names: repositories });
    start = next;
    if (start !== null) yield { tags: [], next: { registry: search.registry, repository: start, tag: null } };
  }
}

/** The tags of whole repositories. One with very many is gone through by itself. */
async function* across(search: Walk, stretch: Stretch): AsyncGenerator<Step, void, void> {
  const { registry } = search;
  for (let left = stretch; ; ) {
    const ends = await endsOfStep(search, left);
    if (ends === null) {
      const last = "names" in left ? left.names.at(-1) : undefined;
      const next = last === undefined ? null : { registry, repository: behind(last), tag: null };
      yield { tags: await tagsIn(search, sql<boolean>`${among(left)} and ${within(search)}`), next };
      return;
    }
    const { first, last } = ends;
    if (first === last) {
      yield* inside(search, first, null);
      left = from(left, behind(first));
    } else {
      const before = sql<boolean>`${upTo(left, last)} and ${within(search)}`;
      yield { tags: await tagsIn(search, before), next: { registry, repository: last, tag: null } };
      left = from(left, last);
    }
    if ("names" in left && left.names.length === 0) return;
  }
}

/** The first repository of a step and that of its last tag; null where a step is more than is left. */
async function endsOfStep(
  { db, registry, size, ...search }: Walk,
  stretch: Stretch,
): Promise<{ readonly first: string; readonly last: string } | null> {
  // Of all repositories, tags are counted that begin otherwise: they are looked at too.
  const counted = "names" in stretch ? within(search) : sql`1 = 1`;
  const tagAt = (offset: number) => sql`(
    select repository from index_tags
    where registry = ${registry} and ${among(stretch)} and ${counted}
    order by repository, lower(tag), tag limit 1 offset ${offset})`;
  const { rows } = await sql<{ first: string | null; last: string | null }>`
    select ${tagAt(0)} as first, ${tagAt(size.tags - 1)} as last
  `.execute(db);
  const { first = null, last = null } = rows[0] ?? {};
  return first === null || last === null ? null : { first, last };
}

function among(stretch: Stretch): RawBuilder<boolean> {
  return "names" in stretch
    ? sql<boolean>`index_tags.repository in (${sql.join(stretch.names)})`
    : sql<boolean>`index_tags.repository >= ${stretch.start}`;
}

/** Those before a repository. Of named ones the others are not named: by `<`, SQLite would go through all that lies between. */
function upTo(stretch: Stretch, end: string): RawBuilder<boolean> {
  return "names" in stretch
    ? among({ names: stretch.names.filter((name) => name < end) })
    : sql<boolean>`${among(stretch)} and index_tags.repository < ${end}`;
}

function from(stretch: Stretch, start: string): Stretch {
  return "names" in stretch ? { names: stretch.names.filter((name) => name >= start) } : { start };
}

/** Of tags in lower case, those that begin as they must. */
function within({ beginning }: Pick<Walk, "beginning">): RawBuilder<boolean> {
  return beginning === ""
    ? sql<boolean>`1 = 1`
    : sql<boolean>`(lower(index_tags.tag) >= ${beginning} and lower(index_tags.tag) < ${behindPrefix(beginning)})`;
}

/** The tags of one repository, behind one of them or from the first. */
async function* inside(
  search: Walk,
  repository: string,
  after: Tag | null,
): AsyncGenerator<Step, void, void> {
  const { db, registry, beginning, size, onNames } = search;
  const entry = onNames ? (await readEntries(db, registry, [repository])).get(repository) : undefined;
  const whole = entry !== undefined && entry.unknown_tags === 0 && entry.tags <= wholeUpTo;
  for (let tag = after; ; ) {
    // The greater of two: SQLite enters an index by one alone.
    const lowest = tag === null || tag.toLowerCase() < beginning ? beginning : tag.toLowerCase();
    const behindTag =
      tag === null
        ? sql<boolean>`1 = 1`
        : sql<boolean>`(lower(index_tags.tag) > ${tag.toLowerCase()} or index_tags.tag > ${tag})`;
    const start = sql<boolean>`index_tags.repository = ${repository}
      and lower(index_tags.tag) >= ${lowest} and ${behindTag}`;
    if (whole) {
      const tags = await tagsIn(search, sql<boolean>`${start} and ${within(search)}`);
      yield { tags, next: { registry, repository: behind(repository), tag: null } };
      return;
    }
    const { rows } = await sql<{ tag: Tag }>`
      select tag from index_tags where registry = ${registry} and ${start} and ${within(search)}
      order by lower(tag), tag limit 1 offset ${size.tags - 1}
    `.execute(db);
    const end = rows[0]?.tag;
    const upTo =
      end === undefined
        ? within(search)
        : sql<boolean>`lower(index_tags.tag) <= ${end.toLowerCase()}
            and (lower(index_tags.tag) < ${end.toLowerCase()} or index_tags.tag <= ${end})`;
    const tags = await tagsIn(search, sql<boolean>`${start} and ${upTo}`);
    const next = {
      registry,
      repository: end === undefined ? behind(repository) : repository,
      tag: end ?? null,
    };
    yield { tags, next };
    if (end === undefined) return;
    tag = end;
  }
}

/** The first tags of some for which everything holds. */
async function tagsIn({ db, registry, holds, limit }: Walk, where: RawBuilder<boolean>): Promise<FoundTag[]> {
  const { rows } = await sql<FoundTag>`
    select ${columns} from index_tags
    where index_tags.registry = ${registry} and ${where} and ${holds}
    order by index_tags.repository, lower(index_tags.tag), index_tags.tag limit ${limit}
  `.execute(db);
  return rows;
}

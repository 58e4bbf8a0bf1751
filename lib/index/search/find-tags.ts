import { type RawBuilder, sql } from "kysely";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import type { ResolvedQuery, SearchPlace } from "./resolve.ts";
import type { Resolved, Source } from "./resolved.ts";

/** A tag of the index, by which it can be found again. */
export interface TagPlace {
  readonly registry: string;
  readonly repository: RepositoryName;
  readonly tag: Tag;
}

export interface FoundTag extends TagPlace {
  readonly digest: Digest | null;
}

/** Tags in the order of registry, repository and tag. */
export interface FoundTags {
  readonly tags: readonly FoundTag[];
  /** Where to go on; null at the end. There may be more tags behind it, or none. */
  readonly next: TagPlace | null;
}

/** Where a condition has at most so many tags, they are fetched and sorted; else the index is walked through in its order. */
const fetchedAtMost = 1_000;

/** Tags that are looked at in one step of a walk where more than their names is needed. */
const step = 500;

/** The same where names are enough. */
const stepOfNames = 4_000;

/** How long a walk goes on for a page that does not fill, in milliseconds: what it has found by then is given. */
const patience = 12;

/**
 * The tags for which all conditions of a query hold.
 *
 * It costs about the same in an index of any size: either one condition has few tags, or pages fill soon, or it gives less than a
 * page and says where to go on.
 *
 * @param after the last one of the page before.
 */
export async function findTags(
  place: SearchPlace,
  query: ResolvedQuery,
  limit: number,
  after?: TagPlace,
): Promise<FoundTags> {
  if (query.registries.length === 0) return { tags: [], next: null };
  for (const { sources } of query.conditions) {
    if (sources?.length === 0) return { tags: [], next: null };
    if (sources != null && (await areFew(place, sources)))
      return page(await fromSources(place, query, sources, limit + 1, after), limit);
  }
  return walk(place, query, limit, after);
}

/** Whether sources have so few tags that all of them can be fetched. */
async function areFew({ db }: SearchPlace, sources: readonly Source[]): Promise<boolean> {
  let count = 0;
  for (const { from, where } of sources) {
    const { rows } = await sql<{ tags: number }>`
      select count(*) as tags from (select 1 from ${from} where ${where} limit ${fetchedAtMost + 1}) found
    `.execute(db);
    count += Number(rows[0]?.tags ?? 0);
    if (count > fetchedAtMost) return false;
  }
  return true;
}

const columns = sql`index_tags.registry, index_tags.repository, index_tags.tag, index_tags.digest`;

async function fromSources(
  { db }: SearchPlace,
  { registries, conditions }: ResolvedQuery,
  sources: readonly Source[],
  limit: number,
  after: TagPlace | undefined,
): Promise<FoundTag[]> {
  // Made unfit for an index by `|| ''`: the sources have the better one, which SQLite cannot know.
  const behind =
    after === undefined
      ? sql<boolean>`1 = 1`
      : sql<boolean>`(index_tags.registry || '', index_tags.repository, index_tags.tag)
          > (${after.registry}, ${after.repository}, ${after.tag})`;
  const all = sources.map(
    ({ from, where }) => sql`
      select ${columns} from ${from}
      where ${where} and ${behind} and index_tags.registry || '' in (${sql.join(registries)}) and ${allHold(conditions)}`,
  );
  // Found first and sorted then: else SQLite walks through the whole index in the order that is wanted.
  const { rows } = await sql<FoundTag>`
    with found as materialized (${sql.join(all, sql` union all `)})
    select distinct * from found order by registry, repository, tag limit ${limit}
  `.execute(db);
  return rows;
}

async function walk(
  place: SearchPlace,
  { registries, conditions }: ResolvedQuery,
  limit: number,
  after: TagPlace | undefined,
): Promise<FoundTags> {
  const deadline = performance.now() + patience;
  const size = conditions.every(({ onNames }) => onNames) ? stepOfNames : step;
  const tags: FoundTag[] = [];
  for (const registry of registries) {
    if (after !== undefined && registry < after.registry) continue;
    let from = after?.registry === registry ? after : undefined;
    for (;;) {
      const missing = limit + 1 - tags.length;
      const end = await endOfStep(place, registry, from, size);
      tags.push(...(await inStep(place, registry, from, end, conditions, missing)));
      if (tags.length > limit) return page(tags, limit);
      if (end === null) break;
      from = end;
      if (performance.now() > deadline) return { tags, next: end };
    }
  }
  return { tags, next: null };
}

/** The last tag of the step that begins behind `from`; null where it goes to the end of the registry. */
async function endOfStep(
  { db }: SearchPlace,
  registry: string,
  from: TagPlace | undefined,
  size: number,
): Promise<TagPlace | null> {
  const { rows } = await sql<TagPlace>`
    select registry, repository, tag from index_tags where registry = ${registry} and ${isBehind(from)}
    order by repository, tag limit 1 offset ${size - 1}
  `.execute(db);
  return rows[0] ?? null;
}

async function inStep(
  { db }: SearchPlace,
  registry: string,
  from: TagPlace | undefined,
  end: TagPlace | null,
  conditions: readonly Resolved[],
  limit: number,
): Promise<FoundTag[]> {
  const before =
    end === null
      ? sql<boolean>`1 = 1`
      : sql<boolean>`(index_tags.repository, index_tags.tag) <= (${end.repository}, ${end.tag})`;
  const { rows } = await sql<FoundTag>`
    select ${columns} from index_tags
    where index_tags.registry = ${registry} and ${isBehind(from)} and ${before} and ${allHold(conditions)}
    order by index_tags.repository, index_tags.tag limit ${limit}
  `.execute(db);
  return rows;
}

function isBehind(from: TagPlace | undefined): RawBuilder<boolean> {
  return from === undefined
    ? sql<boolean>`1 = 1`
    : sql<boolean>`(index_tags.repository, index_tags.tag) > (${from.repository}, ${from.tag})`;
}

function allHold(conditions: readonly Resolved[]): RawBuilder<boolean> {
  if (conditions.length === 0) return sql<boolean>`1 = 1`;
  return sql<boolean>`${sql.join(
    conditions.map(({ holds }) => holds),
    sql` and `,
  )}`;
}

/** A page of tags of which one more was asked for than it shows. */
function page(tags: readonly FoundTag[], limit: number): FoundTags {
  const shown = tags.slice(0, limit);
  return { tags: shown, next: tags.length > limit ? (shown.at(-1) ?? null) : null };
}

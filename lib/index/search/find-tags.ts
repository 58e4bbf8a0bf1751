import { sql } from "kysely";
import { allHold, columns, type FoundTag, type FoundTags, page, type SearchedTo } from "./places.ts";
import type { ResolvedQuery, SearchPlace } from "./resolve.ts";
import type { Source } from "./resolved.ts";
import { walk } from "./walk.ts";

/** Where a condition has at most so many tags, they are fetched and sorted; else the index is walked through in its order. */
const fetchedAtMost = 1_000;

/**
 * The tags for which all conditions of a query hold.
 *
 * It costs about the same in an index of any size: either one condition has few tags, or pages fill soon, or it gives less than a
 * page and says where to go on.
 *
 * @param after `next` of the page before.
 */
export async function findTags(
  place: SearchPlace,
  query: ResolvedQuery,
  limit: number,
  after?: SearchedTo,
): Promise<FoundTags> {
  if (query.registries.length === 0) return { tags: [], next: null };
  for (const condition of query.conditions) {
    const { sources } = condition;
    if (sources?.length === 0) return { tags: [], next: null };
    if (sources === null || !(await areFew(place, sources))) continue;
    // What the sources give is what this one holds for.
    const conditions = query.conditions.filter((other) => other !== condition);
    return page(await fromSources(place, { ...query, conditions }, sources, limit + 1, after), limit);
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

async function fromSources(
  { db }: SearchPlace,
  { registries, conditions }: ResolvedQuery,
  sources: readonly Source[],
  limit: number,
  after: SearchedTo | undefined,
): Promise<FoundTag[]> {
  // Made unfit for an index by `|| ''`: the sources have the better one, which SQLite cannot know.
  const behind =
    after === undefined
      ? sql<boolean>`1 = 1`
      : after.tag === null
        ? sql<boolean>`(index_tags.registry || '', index_tags.repository) >= (${after.registry}, ${after.repository})`
        : sql<boolean>`(index_tags.registry || '', index_tags.repository, lower(index_tags.tag), index_tags.tag)
            > (${after.registry}, ${after.repository}, ${after.tag.toLowerCase()}, ${after.tag})`;
  const all = sources.map(
    ({ from, where }) => sql`
      select ${columns} from ${from}
      where ${where} and ${behind} and index_tags.registry || '' in (${sql.join(registries)}) and ${allHold(conditions)}`,
  );
  // Found first and sorted then: else SQLite walks through the whole index in the order that is wanted.
  const { rows } = await sql<FoundTag>`
    with found as materialized (${sql.join(all, sql` union all `)}),
    once as (select distinct * from found)
    select * from once order by registry, repository, lower(tag), tag limit ${limit}
  `.execute(db);
  return rows;
}

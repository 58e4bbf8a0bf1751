import { type Kysely, sql } from "kysely";
import { escapeLike } from "#lib/db/like.ts";
import type { Schema } from "#lib/db/schema.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { tagFilter } from "#lib/oci/tag-filter.ts";
import type { TagSort, TagView } from "#lib/oci/tag-view.ts";
import { dayInMilliseconds } from "./store-tags.ts";
import { remembered } from "./view-cache.ts";

/** Which tags are asked for: those of a repository, as a view narrows and orders them. */
export interface TagQuery {
  /** The registry's slug. */
  readonly registry: string;
  readonly repository: RepositoryName;
  readonly view: TagView;
  /** What ages are counted from, in milliseconds since 1970. */
  readonly now: number;
}

/** The tags of a view but for its filter by name, which is no business of a database: see {@link tagsInOrder}. */
export function chosenTags(db: Kysely<Schema>, { registry, repository, view, now }: TagQuery) {
  const instant = (days: number) => now - days * dayInMilliseconds;
  const { olderThan, newerThan, platform } = view;
  return (
    db
      .selectFrom("index_tags")
      .where("registry", "=", registry)
      .where("repository", "=", repository)
      .$if(!view.attached, (query) => query.where("attached", "=", 0))
      // Of unknown age: neither old nor new, so that nobody deletes it for its age.
      .$if(olderThan !== null, (query) => query.where("created_at", "<=", instant(olderThan ?? 0)))
      .$if(newerThan !== null, (query) => query.where("created_at", ">=", instant(newerThan ?? 0)))
      .$if(platform !== null, (query) =>
        query.where("platform_key", "in", (sets) =>
          sets
            .selectFrom("index_platform_sets")
            .select("key")
            .where(sql<boolean>`platforms like ${`%${escapeLike(JSON.stringify(platform))}%`} escape '\\'`),
        ),
      )
  );
}

/** The part of a table that a column orders, and the part that stays behind it whichever way the column is sorted. */
export type Part = "first" | "last";

/**
 * Tags of one part of a table, in order. Tables are read in two parts, so that an index gives either in its order, forwards or
 * backwards: words stay behind versions, and what has no date or size behind what has.
 */
export function partInOrder(db: Kysely<Schema>, query: TagQuery, part: Part) {
  const { sort, direction } = query.view;
  const order = direction === "ascending" ? "asc" : "desc";
  const tags = chosenTags(db, query).where(inPart(sort, part));
  switch (sort) {
    case "version":
      return tags.orderBy("sort_key", order);
    case "name":
      return tags.orderBy(sql`lower(tag)`, order).orderBy("tag", order);
    case "created":
    case "size": {
      const column = sort === "size" ? "size" : "created_at";
      return tags.orderBy(column, order).orderBy("sort_key", order);
    }
  }
}

/** Whether a tag is in a part, as a condition of SQL. */
export function inPart(sort: TagSort, part: Part) {
  switch (sort) {
    case "version":
      return part === "first" ? sql<boolean>`sort_key < '2'` : sql<boolean>`sort_key >= '2'`;
    case "name":
      return part === "first" ? sql<boolean>`1 = 1` : sql<boolean>`1 = 0`;
    case "created":
      return part === "first" ? sql<boolean>`created_at is not null` : sql<boolean>`created_at is null`;
    case "size":
      return part === "first" ? sql<boolean>`size is not null` : sql<boolean>`size is null`;
  }
}

/**
 * The names of all tags that a view shows, in its order. A filter that cannot be read filters nothing.
 *
 * Names come as one text, which is several times faster than a row for each.
 */
export async function tagsInOrder(db: Kysely<Schema>, query: TagQuery): Promise<readonly Tag[]> {
  return rememberedFor(db, query, "names", () => findTagsInOrder(db, query));
}

/** Finds something out about the tags of a view, once for each revision of the repository. */
export function rememberedFor<Value>(
  db: Kysely<Schema>,
  query: TagQuery,
  what: string,
  find: () => Promise<Value>,
): Promise<Value> {
  const { registry, repository, view, now } = query;
  const aged = view.olderThan !== null || view.newerThan !== null;
  // Ages are in days: within a minute nobody sees one come or go.
  const key = JSON.stringify([what, view, aged ? Math.floor(now / 60_000) : null]);
  return remembered(db, registry, repository, key, find);
}

async function findTagsInOrder(db: Kysely<Schema>, query: TagQuery): Promise<readonly Tag[]> {
  const filter = tagFilter(query.view.filter);
  if (!filter.ok || filter.kind === "everything") return readTagsInOrder(db, query);
  // Whoever types a filter asks for another one with each letter: all of them look through the same names.
  const all = await tagsInOrder(db, { ...query, view: { ...query.view, filter: "" } });
  return all.filter(filter.matches);
}

async function readTagsInOrder(db: Kysely<Schema>, query: TagQuery): Promise<Tag[]> {
  const names: string[] = [];
  for (const part of ["first", "last"] as const) {
    const inOrder = partInOrder(db, query, part).select("tag").as("in_order");
    const { all } = await db
      .selectFrom(inOrder)
      .select(sql<string | null>`string_agg(tag, cast(${"\n"} as text))`.as("all"))
      .executeTakeFirstOrThrow();
    if (all !== null) for (const name of all.split("\n")) names.push(name);
  }
  // Checked when they came from the registry.
  return names as Tag[];
}

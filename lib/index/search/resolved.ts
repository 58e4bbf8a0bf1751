import { type RawBuilder, sql } from "kysely";

/**
 * Tags, as a `from` clause in which `index_tags` is one of the tables, and a `where` that leaves those that fit.
 *
 * Tables are put together by `cross join`, in the order in which they are to be read: SQLite keeps to it, where it would else guess
 * without knowing how much is in each. PostgreSQL knows, and chooses by itself.
 */
export interface Source {
  readonly from: RawBuilder<unknown>;
  readonly where: RawBuilder<boolean>;
}

/** A condition as SQL. Both ways of asking say the same. */
export interface Resolved {
  /** Whether it holds for a row of `index_tags`. Never null. */
  readonly holds: RawBuilder<boolean>;
  /** Whether `holds` looks at nothing but registry, repository and tag, which an index of `index_tags` has. */
  readonly onNames: boolean;
  /**
   * Where to find the tags for which it holds, without looking at others: together they give all of them. Null where that is not
   * known, or may be most of the index.
   */
  readonly sources: readonly Source[] | null;
}

/** A condition that never holds. */
export const nothing: Resolved = { holds: sql<boolean>`1 = 0`, onNames: true, sources: [] };

/** The condition turned around, of which nothing says where it holds. */
export function negated({ holds, onNames }: Resolved): Resolved {
  return { holds: sql<boolean>`not ${holds}`, onNames, sources: null };
}

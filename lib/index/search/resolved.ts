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

/** The repositories in which a condition may hold for a tag: in others it holds for none. */
export interface RepositorySet {
  /** How many there are, about. */
  readonly count: number;
  /** A `select repository` from one table that gives them, and perhaps others, from a name on and in the order of names. */
  readonly from: ((registry: string, start: string, limit: number) => RawBuilder<unknown>) | null;
  /** Whether the repository of a row of `candidates` is one of them. */
  readonly has: (registry: string) => RawBuilder<boolean>;
}

/** A condition as SQL. All ways of asking say the same. */
export interface Resolved {
  /** Whether it holds for a row of `index_tags`. Never null. */
  readonly holds: RawBuilder<boolean>;
  /** Whether `holds` looks at nothing but registry, repository and `lower(tag)`, which an index of `index_tags` has. */
  readonly onNames: boolean;
  /**
   * Where to find the tags for which it holds, without looking at others: together they give all of them. Null where that is not
   * known, or may be most of the index.
   */
  readonly sources: readonly Source[] | null;
  /** Null where it may hold in any. */
  readonly repositories: RepositorySet | null;
  /** What tags begin with for which it holds, in lower case; empty where that may be anything. */
  readonly tagBeginning: string;
}

/** A condition that never holds. */
export const nothing: Resolved = {
  holds: sql<boolean>`1 = 0`,
  onNames: true,
  sources: [],
  repositories: null,
  tagBeginning: "",
};

/** The condition turned around, of which nothing says where it holds. */
export function negated({ holds, onNames }: Resolved): Resolved {
  return { holds: sql<boolean>`not ${holds}`, onNames, sources: null, repositories: null, tagBeginning: "" };
}

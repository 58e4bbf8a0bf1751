import type { RepositoryRow } from "../types.ts";

export type ListColumn = "name" | "tags" | "size" | "created";
export type Direction = "ascending" | "descending";

/** How the repositories of a registry are looked at. */
export interface ListQuery {
  /** Words with spaces between them; a name must hold each. */
  readonly filter: string;
  readonly layout: "flat" | "tree";
  readonly sort: ListColumn;
  readonly direction: Direction;
  /** In the tree, namespaces that a person has folded or unfolded. */
  readonly turned: readonly string[];
}

/** A line of the list. */
export type ListLine =
  | {
      readonly kind: "repository";
      readonly key: string;
      readonly depth: number;
      /** The place of the namespace around it; null on the top level. */
      readonly around: number | null;
      readonly label: string;
      readonly row: RepositoryRow;
    }
  | {
      readonly kind: "namespace";
      readonly key: string;
      readonly depth: number;
      /** The place of the namespace around it; null on the top level. */
      readonly around: number | null;
      readonly label: string;
      /** The whole path, such as `prod/team`. */
      readonly path: string;
      readonly open: boolean;
      readonly repositories: number;
      /** The sum; null where one of its repositories was not read yet. */
      readonly tags: number | null;
      /** The sum, though its repositories may share layers: an upper bound. */
      readonly size: number | null;
      readonly created: string | null;
    };

/** Some lines of the list, and how many there are. */
export interface ListWindow {
  /** The place of the first line. */
  readonly offset: number;
  /** How many lines a window has, but for the last. */
  readonly size: number;
  readonly lines: readonly ListLine[];
  /** Lines of the whole list. */
  readonly count: number;
  /** Repositories that the filter finds. */
  readonly matching: number;
  /** Repositories of the registry. */
  readonly repositories: number;
}

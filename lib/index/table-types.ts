import type { PatternErrorCode } from "#lib/oci/pattern/pattern.ts";
import type { Tag } from "#lib/oci/reference.ts";
import type { TagRow } from "./types.ts";

/** A row of the tag table as it is shown. */
export interface TableRow extends TagRow {
  /** Other tags of the repository on the same digest; null where it is alone. */
  readonly twins: Twins | null;
  /** When the tag was first found, in milliseconds since 1970. */
  readonly firstSeenAt: number;
  /** When it was last found on another digest than before; null where it never was. */
  readonly movedAt: number | null;
}

/** Tags on the same digest: the newest versions of them, and how many there are. */
export interface Twins {
  readonly tags: readonly Tag[];
  readonly count: number;
}

/** Some rows of a table of tags, and how many there are. */
export interface TagWindow {
  /** The place of the first row in the table, from 0. */
  readonly offset: number;
  readonly rows: readonly TableRow[];
  /** Rows that the view shows. */
  readonly total: number;
  /** Rows before any filter, attached artifacts left out unless they are shown. */
  readonly all: number;
  /** Tags that are there only for others, shown or not. */
  readonly attached: number;
  /** The place of the tag that was asked for; null where the view has it not. */
  readonly place: number | null;
  /** Why the filter by name could not be read, when it filters nothing. */
  readonly filterProblem: PatternErrorCode | null;
  /** The server's clock, in milliseconds since 1970. */
  readonly now: number;
  /** Another one after each change of the repository's tags; null where none was ever known. */
  readonly revision: number | null;
}

/** What reading the tags of a repository anew says, in this order: listed, rows…, done. */
export type TagsEvent =
  /** The registry's list of now is kept. */
  | {
      readonly type: "listed";
      readonly tags: number;
      /** How many of them were never read. */
      readonly unread: number;
      /** Whether tags came or went. */
      readonly changed: boolean;
    }
  /** Rows as they are read and kept. */
  | { readonly type: "rows"; readonly rows: readonly TagRow[] }
  | { readonly type: "done" };

/**
 * The same for a page, which asks for the rows that it shows by itself: where the revision is not that of its rows, which it
 * may have read before somebody else changed them.
 */
export type TagTableEvent =
  | (Exclude<TagsEvent, { type: "rows" }> & { readonly revision: number | null })
  | { readonly type: "read"; readonly tags: number };

import type { Tag } from "#lib/oci/reference.ts";
import type { TagView } from "#lib/oci/tag-view.ts";

/** Which tags are selected. They stay so while a filter hides them. */
type Selected =
  | { readonly kind: "some"; readonly tags: ReadonlySet<Tag> }
  /** All that a view shows but for some, without anybody having their names. */
  | {
      readonly kind: "all";
      readonly view: TagView;
      readonly total: number;
      readonly except: ReadonlySet<Tag>;
    };

/** A row by its tag and its place, which may be out of date. */
export interface RowPlace {
  readonly tag: Tag;
  readonly place: number;
}

/** Which rows are selected, and where a range begins. */
export interface Selection {
  readonly selected: Selected;
  /** Where a range begins: the row toggled last. */
  readonly anchor: RowPlace | null;
  /** What was selected before the range that is being drawn; a range that shrinks gives back only its own rows. */
  readonly base: Selected;
}

const none: Selected = { kind: "some", tags: new Set() };

export const nothingSelected: Selection = { selected: none, anchor: null, base: none };

export function isSelected({ selected }: Selection, tag: Tag): boolean {
  return selected.kind === "some" ? selected.tags.has(tag) : !selected.except.has(tag);
}

/** How many tags are selected. */
export function selectedCount({ selected }: Selection): number {
  return selected.kind === "some" ? selected.tags.size : selected.total - selected.except.size;
}

/** Selects a row, or no longer: a click on its box, Space. It becomes the beginning of ranges. */
export function toggle(selection: Selection, row: RowPlace): Selection {
  const selected = isSelected(selection, row.tag)
    ? without(selection.selected, [row.tag])
    : including(selection.selected, [row.tag]);
  return { selected, anchor: row, base: selected };
}

/**
 * Selects a range besides what was selected before it: Shift-click, Shift and an arrow.
 *
 * @param anchor where the range begins.
 * @param range the tags from there to where it ends.
 */
export function extend(selection: Selection, anchor: RowPlace, range: readonly Tag[]): Selection {
  const base = anchor.tag === selection.anchor?.tag ? selection.base : selection.selected;
  return { selected: including(base, range), anchor, base };
}

/** Selects all that a view shows, without their names. */
export function selectAllOf(view: TagView, total: number): Selection {
  const selected: Selected = { kind: "all", view, total, except: new Set() };
  return { selected, anchor: null, base: selected };
}

/** Selects all of these besides what is selected; where all of them are, they are no longer. */
export function toggleAll(selection: Selection, tags: readonly Tag[]): Selection {
  const all = tags.every((tag) => isSelected(selection, tag));
  const selected = all ? without(selection.selected, tags) : including(selection.selected, tags);
  return { selected, anchor: null, base: selected };
}

/** Selects these by name: what was all of a view is now known. */
export function selectTags(tags: Iterable<Tag>): Selection {
  const selected: Selected = { kind: "some", tags: new Set(tags) };
  return { selected, anchor: null, base: selected };
}

/** Forgets tags that are no longer there. The same selection where none of them was in it. */
export function withoutGone(selection: Selection, gone: readonly Tag[]): Selection {
  const { selected, base, anchor } = selection;
  if (!gone.some((tag) => isSelected(selection, tag) || tag === anchor?.tag)) return selection;
  return {
    selected: without(selected, gone),
    base: without(base, gone),
    anchor: anchor !== null && gone.includes(anchor.tag) ? null : anchor,
  };
}

function including(selected: Selected, tags: readonly Tag[]): Selected {
  if (selected.kind === "some") return { kind: "some", tags: new Set([...selected.tags, ...tags]) };
  return { ...selected, except: lessened(selected.except, tags) };
}

function without(selected: Selected, tags: readonly Tag[]): Selected {
  if (selected.kind === "some") return { kind: "some", tags: lessened(selected.tags, tags) };
  return { ...selected, except: new Set([...selected.except, ...tags]) };
}

function lessened(tags: ReadonlySet<Tag>, less: readonly Tag[]): ReadonlySet<Tag> {
  const left = new Set(tags);
  for (const tag of less) left.delete(tag);
  return left;
}

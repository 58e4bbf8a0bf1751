import type { Tag } from "#lib/oci/reference.ts";

/** Which rows are selected, and where the keyboard is. Tags keep their selection while a filter hides them. */
export interface Selection {
  readonly selected: ReadonlySet<Tag>;
  /** Where a range begins: the row toggled last. */
  readonly anchor: Tag | null;
  /** What was selected before the range that is being drawn; a range that shrinks gives back only its own rows. */
  readonly base: ReadonlySet<Tag>;
  /** The row that the keyboard is on. */
  readonly active: Tag | null;
}

const none: ReadonlySet<Tag> = new Set();

export const nothingSelected: Selection = { selected: none, anchor: null, base: none, active: null };

/** Moves the keyboard to a row and leaves the selection as it is. */
export function activate(selection: Selection, tag: Tag | null): Selection {
  return selection.active === tag ? selection : { ...selection, active: tag };
}

/** Selects a row, or no longer: a click on its box, Space. It becomes the beginning of ranges. */
export function toggle(selection: Selection, tag: Tag): Selection {
  const selected = new Set(selection.selected);
  if (!selected.delete(tag)) selected.add(tag);
  return { selected, anchor: tag, base: selected, active: tag };
}

/**
 * Selects from the row toggled last to this one: Shift-click, Shift and an arrow.
 *
 * @param order the rows as they are shown.
 * @param from where the range begins if nothing was toggled before, or that row is not shown.
 */
export function extendTo(selection: Selection, order: readonly Tag[], tag: Tag, from: Tag = tag): Selection {
  const anchor = selection.anchor !== null && order.includes(selection.anchor) ? selection.anchor : from;
  const base = anchor === selection.anchor ? selection.base : selection.selected;
  const [one, other] = [order.indexOf(anchor), order.indexOf(tag)].toSorted((a, b) => a - b);
  const range = order.slice(one, (other ?? 0) + 1);
  return { selected: new Set([...base, ...range]), anchor, base, active: tag };
}

/** Selects all of these besides what is selected; where all of them are, they are no longer. */
export function toggleAll(selection: Selection, tags: readonly Tag[]): Selection {
  const all = tags.length > 0 && tags.every((tag) => selection.selected.has(tag));
  const selected = new Set(selection.selected);
  for (const tag of tags) {
    if (all) selected.delete(tag);
    else selected.add(tag);
  }
  return { ...selection, selected, base: selected, anchor: null };
}

/** Selects nothing; the keyboard stays where it is. */
export function clear(selection: Selection): Selection {
  return { ...nothingSelected, active: selection.active };
}

/** Forgets tags that are no longer in the table. The same selection where all of it is. */
export function keepOnly(selection: Selection, there: (tag: Tag) => boolean): Selection {
  const gone = [...selection.selected].some((tag) => !there(tag));
  const lost = (tag: Tag | null) => tag !== null && !there(tag);
  if (!gone && !lost(selection.anchor) && !lost(selection.active)) return selection;
  const selected = new Set([...selection.selected].filter(there));
  return {
    selected,
    base: new Set([...selection.base].filter(there)),
    anchor: lost(selection.anchor) ? null : selection.anchor,
    active: lost(selection.active) ? null : selection.active,
  };
}

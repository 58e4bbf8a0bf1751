import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Tag } from "#lib/oci/reference.ts";
import { everyTag } from "#lib/oci/tag-view.ts";
import {
  extend,
  isSelected,
  nothingSelected,
  type Selection,
  selectAllOf,
  selectedCount,
  selectTags,
  toggle,
  toggleAll,
  withoutGone,
} from "./selection.ts";

const order = ["a", "b", "c", "d", "e"] as Tag[];
const row = (name: string) => ({ tag: name as Tag, place: order.indexOf(name as Tag) });
const selectedOf = (selection: Selection) => order.filter((tag) => isSelected(selection, tag)).join("");
/** A click with Shift on a row, as the table does it. */
const shiftTo = (selection: Selection, name: string) => {
  const anchor = selection.anchor ?? row(name);
  const [first = 0, last = 0] = [anchor.place, row(name).place].toSorted((one, other) => one - other);
  return extend(selection, anchor, order.slice(first, last + 1));
};

describe("toggle", () => {
  test("selects a row and takes it back", () => {
    const once = toggle(nothingSelected, row("b"));
    expect(selectedOf(once)).toBe("b");
    expect(selectedOf(toggle(once, row("b")))).toBe("");
  });
});

describe("a range", () => {
  test("goes from the row toggled last, in either direction", () => {
    const from = toggle(nothingSelected, row("c"));
    expect(selectedOf(shiftTo(from, "e"))).toBe("cde");
    expect(selectedOf(shiftTo(from, "a"))).toBe("abc");
  });

  test("gives back its own rows when it shrinks, and no others", () => {
    const wide = shiftTo(toggle(toggle(nothingSelected, row("e")), row("b")), "d");
    expect(selectedOf(wide)).toBe("bcde");
    expect(selectedOf(shiftTo(wide, "b"))).toBe("be");
  });

  test("begins where it is told to when nothing was toggled", () => {
    expect(selectedOf(extend(nothingSelected, row("b"), order.slice(1, 3)))).toBe("bc");
  });

  test("is always a contiguous run besides what was selected before", () => {
    const name = fc.constantFrom(...order);
    fc.assert(
      fc.property(name, fc.array(name, { minLength: 1 }), (start, ends) => {
        let selection = toggle(nothingSelected, row(start));
        for (const end of ends) selection = shiftTo(selection, end);
        const places = [row(start).place, row(ends.at(-1) ?? start).place];
        expect(selectedOf(selection)).toBe(
          order.slice(Math.min(...places), Math.max(...places) + 1).join(""),
        );
      }),
    );
  });
});

describe("all of a view", () => {
  const all = selectAllOf(everyTag, 50_000);

  test("is selected without names, and single rows can be taken out and put back", () => {
    expect(selectedCount(all)).toBe(50_000);
    const less = toggle(all, row("c"));
    expect([selectedOf(less), selectedCount(less)]).toEqual(["abde", 49_999]);
    expect(selectedCount(toggle(less, row("c")))).toBe(50_000);
    expect(selectedCount(shiftTo(less, "d"))).toBe(50_000);
  });

  test("loses what is gone", () => {
    const left = withoutGone(all, ["a", "b"] as Tag[]);
    expect([selectedOf(left), selectedCount(left)]).toEqual(["cde", 49_998]);
  });
});

describe("all of some tags", () => {
  test("come to what a filter hides, and go again by themselves", () => {
    const both = toggleAll(toggle(nothingSelected, row("a")), order.slice(3));
    expect(selectedOf(both)).toBe("ade");
    expect(selectedOf(toggleAll(both, order.slice(3)))).toBe("a");
  });
});

describe("what is gone", () => {
  test("is forgotten, and the selection stays the same where nothing of it is", () => {
    const selection = toggle(selectTags(["a"] as Tag[]), row("b"));
    expect(withoutGone(selection, ["c"] as Tag[])).toBe(selection);
    const kept = withoutGone(selection, ["b"] as Tag[]);
    expect(selectedOf(kept)).toBe("a");
    expect(kept.anchor).toBeNull();
  });
});

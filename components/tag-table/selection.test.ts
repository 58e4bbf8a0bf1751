import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Tag } from "#lib/oci/reference.ts";
import { activate, clear, extendTo, keepOnly, nothingSelected, toggle, toggleAll } from "./selection.ts";

const order = ["a", "b", "c", "d", "e"] as Tag[];
const tag = (name: string) => name as Tag;
const selectedOf = (selection: { selected: ReadonlySet<Tag> }) => [...selection.selected].toSorted().join("");

describe("toggle", () => {
  test("selects a row and takes it back", () => {
    const once = toggle(nothingSelected, tag("b"));
    expect(selectedOf(once)).toBe("b");
    expect(once.active).toBe("b");
    expect(selectedOf(toggle(once, tag("b")))).toBe("");
  });
});

describe("extendTo", () => {
  test("selects from the row toggled last, in either direction", () => {
    const from = toggle(nothingSelected, tag("c"));
    expect(selectedOf(extendTo(from, order, tag("e")))).toBe("cde");
    expect(selectedOf(extendTo(from, order, tag("a")))).toBe("abc");
  });

  test("gives back its own rows when it shrinks, and no others", () => {
    const two = toggle(toggle(nothingSelected, tag("e")), tag("b"));
    const wide = extendTo(two, order, tag("d"));
    expect(selectedOf(wide)).toBe("bcde");
    expect(selectedOf(extendTo(wide, order, tag("b")))).toBe("be");
  });

  test("begins where the keyboard was when nothing was toggled", () => {
    const at = activate(nothingSelected, tag("b"));
    expect(selectedOf(extendTo(at, order, tag("c"), tag("b")))).toBe("bc");
  });

  test("begins anew when the row toggled last is filtered away", () => {
    const from = toggle(nothingSelected, tag("a"));
    const shown = order.slice(2);
    expect(selectedOf(extendTo(from, shown, tag("d"), tag("c")))).toBe("acd");
  });

  test("always selects a contiguous run besides what was selected before", () => {
    const index = fc.nat({ max: order.length - 1 });
    fc.assert(
      fc.property(index, fc.array(index, { minLength: 1 }), (start, ends) => {
        const at = (position: number) => order[position] ?? tag("a");
        let selection = toggle(nothingSelected, at(start));
        for (const end of ends) selection = extendTo(selection, order, at(end));
        const last = ends.at(-1) ?? 0;
        const [low, high] = [Math.min(start, last), Math.max(start, last)];
        expect(selectedOf(selection)).toBe(order.slice(low, high + 1).join(""));
      }),
    );
  });
});

describe("toggleAll", () => {
  test("adds the rows shown to what a filter hides, then takes only these back", () => {
    const hidden = toggle(nothingSelected, tag("a"));
    const all = toggleAll(hidden, order.slice(3));
    expect(selectedOf(all)).toBe("ade");
    expect(selectedOf(toggleAll(all, order.slice(3)))).toBe("a");
  });
});

describe("keepOnly", () => {
  test("forgets what has gone, and is the same where nothing has", () => {
    const selection = toggle(toggle(nothingSelected, tag("a")), tag("b"));
    expect(keepOnly(selection, () => true)).toBe(selection);
    const kept = keepOnly(selection, (name) => name !== "b");
    expect(selectedOf(kept)).toBe("a");
    expect(kept.anchor).toBeNull();
    expect(kept.active).toBeNull();
  });
});

test("clear leaves the keyboard where it is", () => {
  const cleared = clear(toggle(nothingSelected, tag("c")));
  expect(selectedOf(cleared)).toBe("");
  expect(cleared.active).toBe("c");
});

import { describe, expect, test } from "vitest";
import type { TableWindow } from "#lib/activity/tag-table.ts";
import type { TableRow } from "#lib/index/table-types.ts";
import type { Tag } from "#lib/oci/reference.ts";
import { missingOffsets, newsOf, pageOffsets, pageSize, pagesOf, withWindow } from "./tag-pages.ts";

function rowOf(tag: string, changes: Partial<TableRow> = {}): TableRow {
  return {
    tag: tag as Tag,
    digest: null,
    summary: null,
    problem: null,
    twins: null,
    firstSeenAt: 1,
    movedAt: null,
    ...changes,
  };
}

function windowOf(offset: number, rows: readonly TableRow[], total = 1000): TableWindow {
  return {
    offset,
    rows,
    total,
    all: total,
    attached: 0,
    place: null,
    filterProblem: null,
    now: 5,
    pulls: null,
    protectedBy: {},
    revision: null,
  };
}

const page = (offset: number, length = pageSize) =>
  windowOf(
    offset,
    Array.from({ length }, (_, index) => rowOf(`v${offset + index}`)),
  );

describe("the pages of a table", () => {
  test("hold rows by their place, and know where each tag is", () => {
    const pages = withWindow(pagesOf("", [page(0)]), page(300));
    expect(pages.rows.get(301)?.tag).toBe("v301");
    expect(pages.places.get("v99" as Tag)).toBe(99);
    expect(pages.rows.has(100)).toBe(false);
  });

  test("keep a row the same object while nothing about it changes, wherever it moves", () => {
    const before = pagesOf("", [windowOf(0, [rowOf("a"), rowOf("b")])]);
    const after = pagesOf("", [windowOf(0, [rowOf("new"), rowOf("a"), rowOf("b", { movedAt: 2 })])], before);
    expect(after.rows.get(1)).toBe(before.rows.get(0));
    expect(after.rows.get(2)).not.toBe(before.rows.get(1));
    expect(after.reading).toBe(before.reading + 1);
  });

  test("tell of each row how often it was pulled, where the registry tells of pulls", () => {
    const pulls = { a: { pulls: 3, lastPulledAt: 7 } } as TableWindow["pulls"];
    const heard = pagesOf("", [{ ...windowOf(0, [rowOf("a"), rowOf("b")]), pulls }]);
    expect([heard.rows.get(0)?.pulls, heard.rows.get(1)?.pulls]).toEqual([
      { pulls: 3, lastPulledAt: 7 },
      null,
    ]);
    expect([heard.tellsPulls, pagesOf("", [page(0)]).tellsPulls]).toEqual([true, false]);
  });

  test("forget what is far from where a person looks, so that scrolling through 100,000 rows costs no memory", () => {
    let pages = pagesOf("", [page(0)]);
    for (let offset = pageSize; offset < 10_000; offset += pageSize) pages = withWindow(pages, page(offset));
    expect(pages.rows.size).toBe(30 * pageSize);
    expect([pages.rows.has(9_999), pages.rows.has(0)]).toEqual([true, false]);
    expect(pages.places.size).toBe(pages.rows.size);
  });
});

describe("what has to be read", () => {
  test("is every page with a missing row in sight, up to the end of the table", () => {
    const pages = pagesOf("", [page(0)]);
    expect(missingOffsets(pages, -50, 90)).toEqual([]);
    expect(missingOffsets(pages, 80, 220)).toEqual([100, 200]);
    expect(missingOffsets({ ...pages, total: 150 }, 80, 220)).toEqual([100]);
    expect(pageOffsets(0, 0, 40)).toEqual([]);
  });
});

describe("news of a row", () => {
  test("is that it came or moved since the page was opened", () => {
    expect(newsOf(rowOf("a", { firstSeenAt: 9 }), 5)).toBe("new");
    expect(newsOf(rowOf("a", { movedAt: 9 }), 5)).toBe("moved");
    expect(newsOf(rowOf("a", { movedAt: 4 }), 5)).toBeNull();
  });

  test("is nothing in a table of which nothing was known", () => {
    expect(newsOf(rowOf("a", { firstSeenAt: 9 }), null)).toBeNull();
  });
});

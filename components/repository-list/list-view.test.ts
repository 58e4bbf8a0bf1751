import { expect, test } from "vitest";
import { filterWords, markFound } from "./list-view.ts";

test("the words of a filter are what stands between its spaces, whatever their case", () => {
  expect(filterWords(" TEAM work ")).toEqual(["team", "work"]);
});

test("what the filter found is marked, once where words overlap", () => {
  expect(markFound("team/app", ["am/", "m/a"])).toEqual([
    { text: "te", found: false },
    { text: "am/a", found: true },
    { text: "pp", found: false },
  ]);
});

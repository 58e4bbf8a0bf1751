import { expect, test } from "vitest";
import { firstValues, requestOf, toggled } from "./token-values.ts";

test("a token is for all repositories where no pattern is written, blank lines aside", () => {
  expect(requestOf({ ...firstValues, repositories: " \n\n" }).scopes.repositories).toBe("all");
  expect(requestOf({ ...firstValues, repositories: " team/* \n\ntools/a" }).scopes.repositories).toEqual([
    "team/*",
    "tools/a",
  ]);
});

test("a token is for the registries that are chosen, none of them where all are", () => {
  const chosen = { ...firstValues, registries: ["prod"] };
  expect(requestOf(chosen).scopes.registries).toBe("all");
  expect(requestOf({ ...chosen, allRegistries: false }).scopes.registries).toEqual(["prod"]);
});

test("a choice is there once, or not at all", () => {
  expect(toggled(["a", "b"], "a", true)).toEqual(["b", "a"]);
  expect(toggled(["a", "b"], "a", false)).toEqual(["b"]);
});

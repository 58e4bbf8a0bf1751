import { expect, test } from "vitest";
import { scopeCovers } from "./scope.ts";

test.each([
  ["repository:app:pull,push", "repository:app:pull"],
  ["repository:app:pull repository:other:pull", "repository:other:pull repository:app:pull"],
  ["repository:app:*", "repository:app:delete"],
  ["repository:localhost:5000/app:pull", "repository:localhost:5000/app:pull"],
  ["registry:catalog:*", "registry:catalog:*"],
  ["repository:app:pull", ""],
  ["", ""],
])("%j covers %j", (scope, other) => {
  expect(scopeCovers(scope, other)).toBe(true);
});

test.each([
  ["repository:app:pull", "repository:app:push"],
  ["repository:app:pull", "repository:app:pull,push"],
  ["repository:app:pull", "repository:app2:pull"],
  ["repository:app:pull", "repository:app:*"],
  ["repository:app:*", "repository:app:pull repository:other:pull"],
  ["", "registry:catalog:*"],
])("%j does not cover %j", (scope, other) => {
  expect(scopeCovers(scope, other)).toBe(false);
});

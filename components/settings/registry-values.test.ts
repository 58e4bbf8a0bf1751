import { describe, expect, test } from "vitest";
import { draftOf, emptyValues, slugFrom, withName } from "./registry-values.ts";

describe("a slug from a name", () => {
  test.each([
    ["Production", "production"],
    ["  Édge — Séoul 2 ", "edge-seoul-2"],
    ["운영 registry", "registry"],
    ["운영", ""],
    ["a--b", "a-b"],
  ])("%s becomes “%s”", (name, slug) => {
    expect(slugFrom(name)).toBe(slug);
  });

  test("a long one is cut without a hyphen at its end", () => {
    expect(slugFrom(`${"a".repeat(62)} b`)).toBe("a".repeat(62));
  });
});

describe("what is sent", () => {
  test("a password that was not typed is left out, so that the stored one is kept", () => {
    expect(draftOf(emptyValues)).not.toHaveProperty("password");
  });

  test("a password to be removed is null, whatever was typed", () => {
    expect(draftOf({ ...emptyValues, password: "x", removePassword: true }).password).toBeNull();
  });

  test("repositories may stand in lines or with commas between", () => {
    expect(draftOf({ ...emptyValues, repositories: "team/app\n\n a/b, c \n" }).repositories).toEqual([
      "team/app",
      "a/b",
      "c",
    ]);
  });
});

test("an endpoint alone names the registry, and what was typed stays", () => {
  const endpoint = { ...emptyValues, url: "https://registry.example:5000" };
  expect(withName(endpoint)).toMatchObject({ name: "registry.example:5000", slug: "registry-example-5000" });
  expect(withName({ ...endpoint, name: "Edge" })).toMatchObject({ name: "Edge", slug: "edge" });
  expect(withName({ ...endpoint, name: "Edge", slug: "e" })).toMatchObject({ name: "Edge", slug: "e" });
  expect(withName({ ...emptyValues, url: "no address" })).toMatchObject({ name: "", slug: "" });
});

import { expect, test } from "vitest";
import { sortLabels } from "./known-labels.ts";

test("tells what is known from what is not, and says the same thing once", () => {
  const { known, rest } = sortLabels([
    { "org.opencontainers.image.version": "1.2", "com.example.team": "a" },
    { "org.opencontainers.image.version": "1.2", "org.opencontainers.image.title": "app", maintainer: "Ada" },
  ]);
  expect([...known]).toEqual([
    ["version", "1.2"],
    ["title", "app"],
  ]);
  expect(rest).toEqual([[["com.example.team", "a"]], [["maintainer", "Ada"]]]);
});

test("keeps a label that contradicts the annotation", () => {
  const { known, rest } = sortLabels([
    { "org.opencontainers.image.version": "1.2" },
    { "org.opencontainers.image.version": "24.04", "org.label-schema.version": "1.2" },
  ]);
  expect(known.get("version")).toBe("1.2");
  expect(rest[1]).toEqual([["org.opencontainers.image.version", "24.04"]]);
});

test("reads Label Schema where OCI's keys say nothing", () => {
  const { known } = sortLabels([
    {
      "org.label-schema.vcs-ref": "abc",
      "org.label-schema.vcs-url": "https://old.example",
      "org.opencontainers.image.source": "https://new.example",
    },
  ]);
  expect(known.get("revision")).toBe("abc");
  expect(known.get("source")).toBe("https://new.example");
});

test("leaves empty values and unknown keys of the prefix among the rest", () => {
  const { known, rest } = sortLabels([
    { "org.opencontainers.image.title": " ", "org.opencontainers.image.other": "x" },
  ]);
  expect(known.size).toBe(0);
  expect(rest[0]).toHaveLength(2);
});

import { expect, test } from "vitest";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { trailOf } from "./part-trail.ts";

const nothing = { bytes: 0, images: [], rest: { count: 0, bytes: 0 }, sharedInside: 0, sharedOutside: 0 };

test("the way to a repository leads over its namespaces, each with an address of its own", () => {
  const part = { kind: "repository", repository: "team/deep/app" as RepositoryName, ...nothing } as const;
  expect(trailOf(part, "prod")).toEqual([
    { label: "team/", href: "/registries/prod/space?at=team/" },
    { label: "deep/", href: "/registries/prod/space?at=team/deep/" },
    { label: "app", href: "/registries/prod/space?at=team/deep/app" },
  ]);
});

test("the whole registry has no way to it", () => {
  const rest = { count: 0, bytes: 0 };
  expect(
    trailOf({ kind: "namespace", path: "", bytes: 0, entries: [], rest, sharedBytes: 0 }, "prod"),
  ).toEqual([]);
});

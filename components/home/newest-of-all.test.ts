import { expect, test } from "vitest";
import type { RegistryOverview } from "#lib/index/types.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { newestOfAll } from "./newest-of-all.ts";

const overview = (slug: string, ...created: string[]): RegistryOverview => ({
  slug,
  name: slug,
  url: `https://${slug}.example`,
  readOnly: false,
  repositories: 1,
  readAt: 0,
  recent: created.map((date, index) => ({
    repository: "app" as RepositoryName,
    tag: `v${index}` as Tag,
    created: date,
  })),
});

test("images of several registries are mixed by the instant they were created, whatever time zone it is written in", () => {
  const newest = newestOfAll(
    [
      overview("one", "2026-03-01T10:00:00Z", "2026-01-01T00:00:00Z"),
      overview("two", "2026-03-01T18:30:00+09:00", "2026-03-01T12:00:00+01:00"),
    ],
    3,
  );
  expect(newest.map(({ registry, tag }) => `${registry.slug}:${tag}`)).toEqual([
    "two:v1",
    "one:v0",
    "two:v0",
  ]);
});

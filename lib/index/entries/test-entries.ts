import type { Kysely } from "kysely";
import { expect } from "vitest";
import type { Schema } from "#lib/db/schema.ts";

type Counted = Readonly<
  Record<"tags" | "unread" | "images" | "bytes" | "exclusive_bytes", number | null> & {
    newest: string | null;
  }
>;

/** Expects the entries of a registry to be what its repositories add up to, worked out from nothing. */
export async function expectEntries(db: Kysely<Schema>, registry: string): Promise<void> {
  const repositories = await db
    .selectFrom("index_repositories")
    .select(["repository", "tags", "unread", "images", "bytes", "exclusive_bytes", "newest"])
    .where("registry", "=", registry)
    .execute();
  const stored = await db
    .selectFrom("index_entries")
    .selectAll()
    .where("registry", "=", registry)
    .orderBy("path")
    .execute();
  const paths = new Set(repositories.flatMap(({ repository }) => [repository, ...around(repository)]));
  const expected = [...paths].sort().map((path) => ({
    registry,
    path,
    parent: path === "" ? null : (around(path)[0] ?? null),
    label: path.split("/").findLast((part) => part !== "") ?? "",
    entries: [...paths].filter((other) => other !== "" && around(other)[0] === path).length,
    ...sumsOf(repositories.filter(({ repository }) => repository === path || isIn(repository, path))),
  }));
  expect(stored).toEqual(expected);
}

/** The namespaces that a path is in, the nearest first and the whole registry last. */
function around(path: string): string[] {
  const parts = path.split("/").filter((part) => part !== "");
  return parts.map((_, index) =>
    parts
      .slice(0, parts.length - 1 - index)
      .map((part) => `${part}/`)
      .join(""),
  );
}

function isIn(repository: string, path: string): boolean {
  return path === "" || (path.endsWith("/") && repository.startsWith(path));
}

function sumsOf(repositories: readonly Counted[]) {
  const sum = (of: (one: Counted) => number) => repositories.reduce((all, one) => all + of(one), 0);
  const dates = repositories.flatMap(({ newest }) => newest ?? []).sort();
  return {
    repositories: repositories.length,
    tags: sum(({ tags }) => tags ?? 0),
    unknown_tags: sum(({ tags }) => (tags === null ? 1 : 0)),
    unread: sum(({ unread }) => unread ?? 0),
    images: sum(({ images }) => images ?? 0),
    bytes: sum(({ bytes }) => bytes ?? 0),
    unknown_sizes: sum(({ unread, bytes }) => (unread === 0 && bytes !== null ? 0 : 1)),
    exclusive_bytes: sum(({ exclusive_bytes }) => exclusive_bytes ?? 0),
    newest: dates.at(-1) ?? null,
  };
}

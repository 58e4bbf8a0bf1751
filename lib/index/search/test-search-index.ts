import type { Kysely } from "kysely";
import { expect } from "vitest";
import type { Schema } from "#lib/db/schema.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import type { Digest } from "#lib/oci/digest.ts";
import { parseTag, parseRepositoryName as repo } from "#lib/oci/reference.ts";
import { type ManifestFacts, storeManifestFacts } from "../manifest-facts.ts";
import { storeRepositories } from "../repository-rows.ts";
import { storeTagRows } from "../store-tags.ts";
import type { SearchFact } from "./facts.ts";
import type { SearchPlace } from "./resolve.ts";
import { searchIn } from "./search.ts";
import { storeSearchFacts } from "./store-facts.ts";

/** When tests search. */
export const now = Date.UTC(2026, 0, 1);
const day = 86_400_000;
const registries = [
  { slug: "prod", name: "Production" },
  { slug: "lab", name: "Laboratory" },
];

export const digestOf = (name: string) =>
  `sha256:${Buffer.from(name).toString("hex").padEnd(64, "0")}` as Digest;
export const label = (name: string, value: string): SearchFact => ({ kind: "label", name, value });
export const bare = (kind: SearchFact["kind"], name: string): SearchFact => ({ kind, name, value: "" });

interface Made {
  readonly layers?: readonly string[];
  readonly platforms?: readonly string[];
  readonly facts?: readonly SearchFact[];
  readonly size?: number;
  readonly days?: number;
  readonly children?: readonly string[];
}

/** An index with nothing in it, and ways to fill and to search it. */
export interface TestIndex {
  readonly db: Kysely<Schema>;
  readonly place: SearchPlace;
}

export function openTestIndex(): TestIndex {
  const db = openTestDatabase();
  return { db, place: { db, registries, now } };
}

/** Keeps a manifest of that name as if it had been read; `searched` is false for one that an older version has read. */
export async function manifest(
  { db }: TestIndex,
  name: string,
  made: Made = {},
  searched = true,
): Promise<ManifestFacts["summary"]> {
  const { layers = [], platforms = ["linux/amd64"], facts = [], size = 1_000, days = 1, children } = made;
  const summary = {
    kind: children === undefined ? "manifest" : "index",
    mediaType: "",
    artifactType: null,
    platforms,
    size,
    created: new Date(now - days * day).toISOString(),
  } as const;
  const blobs = [`${name} config`, ...layers].map((blob, index) => ({
    position: index - 1,
    digest: digestOf(blob),
    size: 1,
  }));
  const digest = digestOf(name);
  const stored: ManifestFacts = {
    summary,
    blobs: children === undefined ? blobs : [],
    children: (children ?? []).map(digestOf),
    subject: null,
    complete: true,
  };
  await storeManifestFacts(db, [{ digest, facts: stored }]);
  const said = [
    bare("type", children === undefined ? "image" : "index"),
    ...platforms.map((platform) => bare("platform", platform)),
    ...facts,
  ];
  if (searched) await storeSearchFacts(db, [{ digest, searchFacts: said }]);
  return summary;
}

/** Puts a tag on a manifest of that name. */
export async function tag(
  { db }: TestIndex,
  reference: string,
  name: string,
  summary: ManifestFacts["summary"] | null = null,
  registry = "prod",
) {
  const [repository = "", tagName = ""] = reference.split(":");
  await storeRepositories(db, registry, [repo(repository)]);
  const row = { tag: parseTag(tagName), digest: digestOf(name), summary, problem: null };
  await storeTagRows(db, registry, repo(repository), [row], now);
}

/** An image with a tag of its own. */
export async function image(
  index: TestIndex,
  reference: string,
  made: Made = {},
  registry = "prod",
): Promise<void> {
  await tag(index, reference, reference, await manifest(index, reference, made), registry);
}

/** What a query finds, page after page: repositories by their names, tags with a colon. */
export async function found({ place }: TestIndex, text: string): Promise<string[]> {
  const names: string[] = [];
  let after: string | undefined;
  for (;;) {
    const page = await searchIn(place, text, after);
    expect(page.problem).toBeNull();
    names.push(
      ...page.results.map((result) =>
        result.kind === "tag" ? `${result.repository}:${result.tag}` : result.repository,
      ),
    );
    if (page.more === null) return names;
    after = page.more;
  }
}

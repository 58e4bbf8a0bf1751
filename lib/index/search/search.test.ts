import type { Kysely } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Schema } from "#lib/db/schema.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import type { Digest } from "#lib/oci/digest.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { storeContents } from "../contents.ts";
import { type ManifestFacts, storeManifestFacts } from "../manifest-facts.ts";
import { forgetRepositories, storeRepositories } from "../repository-rows.ts";
import { forgetTags, storeTagRows } from "../tag-rows.ts";
import type { SearchFact } from "./facts.ts";
import { fillSearch } from "./fill.ts";
import type { SearchPlace } from "./resolve.ts";
import { searchIn } from "./search.ts";
import { storeSearchFacts } from "./store-facts.ts";

const now = Date.UTC(2026, 0, 1);
const day = 86_400_000;
const registries = [
  { slug: "prod", name: "Production" },
  { slug: "lab", name: "Laboratory" },
];

let db: Kysely<Schema>;
let place: SearchPlace;
beforeEach(() => {
  db = openTestDatabase();
  place = { db, registries, now };
});
afterEach(() => db.destroy());

const digestOf = (name: string) => `sha256:${Buffer.from(name).toString("hex").padEnd(64, "0")}` as Digest;
const repo = parseRepositoryName;
const label = (name: string, value: string): SearchFact => ({ kind: "label", name, value });
const bare = (kind: SearchFact["kind"], name: string): SearchFact => ({ kind, name, value: "" });

interface Made {
  readonly layers?: readonly string[];
  readonly platforms?: readonly string[];
  readonly facts?: readonly SearchFact[];
  readonly size?: number;
  readonly days?: number;
  readonly children?: readonly string[];
}

/** Keeps a manifest of that name as if it had been read; `searched` is false for one that an older version has read. */
async function manifest(name: string, made: Made = {}, searched = true): Promise<ManifestFacts["summary"]> {
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

async function tag(
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
async function image(reference: string, made: Made = {}, registry = "prod"): Promise<void> {
  await tag(reference, reference, await manifest(reference, made), registry);
}

/** What a query finds, page after page: repositories by their names, tags with a colon. */
async function found(text: string): Promise<string[]> {
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

describe("names", () => {
  beforeEach(async () => {
    for (const reference of [
      "team/app:v1.0",
      "team/app:v1.1",
      "team/app:Latest",
      "team/api:v1.0",
      "infra/proxy:v2",
    ])
      await image(reference);
  });

  test.each([
    ["proxy", ["infra/proxy", "infra/proxy:v2"]],
    ["team app", ["team/app", "team/app:Latest", "team/app:v1.0", "team/app:v1.1"]],
    ["v1.1", ["team/app:v1.1"]],
    ["app v1", ["team/app:v1.0", "team/app:v1.1"]],
    ["LATEST", ["team/app:Latest"]],
    ["v2", ["infra/proxy:v2"]],
    ["x", ["infra/proxy", "infra/proxy:v2"]],
    ["repo:team/a tag:v*.0", ["team/api:v1.0", "team/app:v1.0"]],
    ["repo:*/api", ["team/api", "team/api:v1.0"]],
    ['tag:"v1"', []],
    ["app:v1.0", ["team/app:v1.0"]],
    ["team/app:v1.*", ["team/app:v1.0", "team/app:v1.1"]],
    ["pp:v1.0", []],
    ["-repo:team -tag:v3", ["infra/proxy:v2"]],
    ["a_p", []],
    ["%", []],
    ["nothing-has-this", []],
  ])("%s", async (text, expected) => {
    expect(await found(text)).toEqual(expected);
  });

  test("are found in the registries that are configured, or in those that are asked for", async () => {
    await image("team/app:v9", {}, "lab");
    await image("team/app:v9", {}, "removed");
    expect(await found("tag:v9")).toEqual(["team/app:v9"]);
    expect(await found("tag:v9 registry:labor*")).toEqual(["team/app:v9"]);
    expect(await found("tag:v9 -registry:lab")).toEqual([]);
  });

  test("that are gone are not found", async () => {
    await forgetTags(db, "prod", repo("team/app"), [parseTag("v1.1")]);
    await forgetRepositories(db, "prod", [repo("infra/proxy")]);
    expect(await found("v1.1")).toEqual([]);
    expect(await found("proxy")).toEqual([]);
  });
});

describe("contents", () => {
  test("labels are found by a part of their name, by their value, and by its beginning", async () => {
    await image("a:one", { facts: [label("org.example.Team", "Payments")] });
    await image("a:two", { facts: [label("org.example.Team", "Pay")] });
    expect(await found("label:team")).toEqual(["a:one", "a:two"]);
    expect(await found("label:org.example.team=pay")).toEqual(["a:two"]);
    expect(await found("label:team=PAY*")).toEqual(["a:one", "a:two"]);
    expect(await found("label:team -label:team=payments")).toEqual(["a:two"]);
    expect(await found("label:other")).toEqual([]);
    const { results } = await searchIn(place, "label:team=payments");
    expect(results).toMatchObject([
      { tag: "one", reasons: [{ kind: "label", name: "org.example.Team", value: "Payments" }] },
    ]);
  });

  test("a variable is found by its name, and others with it in their name only where none is called so", async () => {
    await image("a:one", { facts: [bare("env", "PATH")] });
    await image("a:two", { facts: [bare("env", "PYTHONPATH")] });
    expect(await found("env:path")).toEqual(["a:one"]);
    expect(await found("env:*path")).toEqual(["a:one", "a:two"]);
    expect(await found("env:python")).toEqual(["a:two"]);
  });

  test("what a platform of an index has finds the tags of the index", async () => {
    await manifest("amd64", { layers: ["base", "one"], facts: [label("team", "ada")] });
    await manifest("arm64", {
      layers: ["base", "two"],
      platforms: ["linux/arm64/v8"],
      facts: [bare("env", "TZ")],
    });
    const both = { children: ["amd64", "arm64"], platforms: ["linux/amd64", "linux/arm64/v8"] };
    await tag("a:both", "both", await manifest("both", both));
    for (const text of [
      "label:team=ada",
      "env:TZ",
      "arch:arm64",
      "os:linux",
      "platform:linux/arm64",
      "type:index",
      "type:image",
      `layer:${digestOf("two")}`,
      `digest:${digestOf("arm64")}`,
      digestOf("arm64 config"),
      digestOf("both").slice(0, 20),
    ])
      expect(await found(text), text).toEqual(["a:both"]);
    expect(await found("arch:arm")).toEqual([]);
    expect(await found(`layer:${digestOf("amd64 config")}`)).toEqual([]);
    const { results } = await searchIn(place, `layer:${digestOf("two")}`);
    expect(results).toMatchObject([{ reasons: [{ kind: "layer", digest: digestOf("two") }] }]);
  });

  test("a base image is found by its note, and by its layers where there is none", async () => {
    await image("library/debian:12", { layers: ["debian"] });
    await image("a:noted", { layers: ["other"], facts: [bare("base", "docker.io/library/debian:12")] });
    await image("a:built", { layers: ["debian", "own"] });
    await image("a:above", { layers: ["own", "debian"] });
    expect(await found("base:debian:12")).toEqual(["a:built", "a:noted"]);
    expect(await found("base:debian:11")).toEqual([]);
  });

  test("age and size", async () => {
    await image("a:large", { size: 2_000_000_000, days: 100 });
    await image("a:small", { size: 1_000, days: 2 });
    expect(await found("older:90d")).toEqual(["a:large"]);
    expect(await found("newer:1w")).toEqual(["a:small"]);
    expect(await found("larger:1.5GB")).toEqual(["a:large"]);
    expect(await found("smaller:1KiB older:1d")).toEqual(["a:small"]);
    expect(await found("-larger:1GB")).toEqual(["a:small"]);
  });

  test("a tag that was not read is found by its name alone", async () => {
    await tag("a:unread", "unread");
    expect(await found("unread -arch:arm64 -older:1d")).toEqual(["a:unread"]);
    expect(await found("unread arch:amd64")).toEqual([]);
  });
});

describe("many results", () => {
  test("come page by page, each once and in order", async () => {
    const summary = await manifest("image", { facts: [label("team", "ada")] });
    const names = Array.from({ length: 1_203 }, (_, number) => `v${String(number).padStart(4, "0")}`);
    await storeRepositories(db, "prod", [repo("a"), repo("b")]);
    for (const repository of ["a", "b"].map(repo)) {
      const rows = names.map((name) => ({
        tag: parseTag(name),
        digest: digestOf("image"),
        summary,
        problem: null,
      }));
      await storeTagRows(db, "prod", repository, rows, now);
    }
    const all = ["a", "b"].flatMap((repository) => names.map((name) => `${repository}:${name}`));
    expect(await found("label:team")).toEqual(all);
    expect(await found("tag:v")).toEqual(all);
    expect(await found("tag:v1 arch:amd64")).toEqual(all.filter((name) => name.includes(":v1")));
    // More than are fetched at once, and nothing among them.
    expect(await found("label:team arch:arm64 ")).toEqual([]);
    expect(await found("-arch:amd64")).toEqual([]);
  });
});

test("an error says what to do, and nothing is looked for", async () => {
  const page = await searchIn(place, "older:90");
  expect(page).toMatchObject({ results: [], more: null, problem: { code: "BAD_AGE", start: 0, end: 8 } });
});

describe("what an older version has read", () => {
  const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

  test("is filled in from the bytes that were kept, also for an index that holds it", async () => {
    const summary = await manifest("image", { layers: ["layer"] }, false);
    const config = {
      os: "linux",
      architecture: "amd64",
      config: { Env: ["TOKEN=secret"], Labels: { team: "ada" } },
    };
    const descriptor = (name: string, mediaType: string) => ({ mediaType, digest: digestOf(name), size: 1 });
    const ociConfig = "application/vnd.oci.image.config.v1+json";
    const ociManifest = "application/vnd.oci.image.manifest.v1+json";
    const document = {
      schemaVersion: 2,
      mediaType: ociManifest,
      config: descriptor("image config", ociConfig),
      layers: [descriptor("layer", "application/vnd.oci.image.layer.v1.tar")],
      annotations: { "org.opencontainers.image.base.name": "debian:12" },
    };
    await storeContents(db, [
      { digest: digestOf("image config"), mediaType: ociConfig, bytes: bytes(config) },
      { digest: digestOf("image"), mediaType: ociManifest, bytes: bytes(document) },
    ]);
    await tag("a:one", "image", summary);
    // Read by today's version, when its platform was known from before.
    await tag("a:index", "index", await manifest("index", { children: ["image"] }));
    await db.deleteFrom("index_search_names").execute();
    expect(await found("label:team")).toEqual([]);
    await fillSearch(db);
    for (const text of ["label:team=ada", "env:TOKEN", "base:debian:12", "arch:amd64"])
      expect(await found(text), text).toEqual(["a:index", "a:one"]);
    expect(await found("one")).toEqual(["a:one"]);
    expect(await found("secret")).toEqual([]);
  });

  test("names that nothing has any more are forgotten", async () => {
    await tag("a:gone", "image");
    await tag("b:kept", "image");
    await forgetRepositories(db, "prod", [repo("a")]);
    await fillSearch(db);
    const names = await db
      .selectFrom("index_search_names")
      .select("name")
      .distinct()
      .orderBy("name")
      .execute();
    expect(names.map(({ name }) => name)).toEqual(["b", "kept"]);
  });
});

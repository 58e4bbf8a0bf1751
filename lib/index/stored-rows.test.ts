import type { Kysely } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Schema } from "#lib/db/schema.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import type { Digest } from "#lib/oci/digest.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { storeContents, storedContent } from "./contents.ts";
import { findRepositories } from "./find-repositories.ts";
import { repositoriesWithBlobs } from "./layer-sharing.ts";
import { storedSummary, storeManifestFacts } from "./manifest-facts.ts";
import { catalogSummary, recentImages } from "./overview.ts";
import { forgetRepositories, storeRepositories, storeRepositoryList } from "./repository-rows.ts";
import { forgetTags, storeTagRows } from "./store-tags.ts";
import { storedTagRows } from "./tag-rows.ts";
import { countedRows } from "./test-repository-rows.ts";

const now = Date.UTC(2026, 0, 1);
/** More than 32 bits hold. */
const large = 5_000_000_000;

let db: Kysely<Schema>;
beforeEach(() => {
  db = openTestDatabase();
});
afterEach(() => db.destroy());

const digestOf = (name: string) => `sha256:${Buffer.from(name).toString("hex").padEnd(64, "0")}` as Digest;
const repo = parseRepositoryName;

async function storeImage(name: string, layers: Readonly<Record<string, number>>, created = "2026-01-01") {
  const blobs = Object.entries(layers).map(([blob, size], index) => ({
    position: index - 1,
    digest: digestOf(blob),
    size,
  }));
  const summary = {
    kind: "manifest",
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    artifactType: null,
    platforms: ["linux/amd64"],
    size: blobs.reduce((sum, { size }) => sum + size, 0),
    created,
  } as const;
  const facts = { summary, blobs, children: [], subject: null, complete: true };
  await storeManifestFacts(db, [{ digest: digestOf(name), facts }]);
}

async function storeIndex(name: string, children: readonly string[]) {
  const summary = {
    kind: "index",
    mediaType: "",
    artifactType: null,
    platforms: [],
    size: null,
    created: null,
  } as const;
  const facts = { blobs: [], children: children.map(digestOf), subject: null, complete: true };
  await storeManifestFacts(db, [{ digest: digestOf(name), facts: { ...facts, summary } }]);
}

async function tag(repository: string, name: string, image: string | null) {
  const digest = image === null ? null : digestOf(image);
  const row = { tag: parseTag(name), digest, summary: null, problem: null };
  await storeTagRows(db, "prod", repo(repository), [row], now);
}

/** A tag with what is behind it, as it is stored when both were read. */
async function readTag(repository: string, name: string, image: string) {
  const digest = digestOf(image);
  const row = {
    tag: parseTag(name),
    digest,
    summary: (await storedSummary(db, digest)) ?? null,
    problem: null,
  };
  await storeTagRows(db, "prod", repo(repository), [row], now);
}

describe("stored tags", () => {
  test("come in the order of their bytes", async () => {
    const names = ["V1", "_x", "a-b", "a.b", "a_b", "ab", "v1", "v1-rc", "v1.0", "v10", "v2", "1.0"];
    for (const name of names) await tag("app", name, null);
    const rows = await storedTagRows(db, "prod", repo("app"));
    expect(rows.map((row) => row.tag)).toEqual(names.toSorted());
  });

  test("tell what is known of their manifests, with sizes as numbers", async () => {
    await storeImage("image", { config: 1, layer: large });
    await tag("app", "v1", "image");
    await tag("app", "v2", "never read");
    const rows = await storedTagRows(db, "prod", repo("app"));
    expect(rows.map(({ summary }) => summary?.size ?? null)).toEqual([large + 1, null]);
    expect(rows[0]?.summary).toEqual(await storedSummary(db, digestOf("image")));
  });

  test("move, and are forgotten by name", async () => {
    await tag("app", "v1", "one");
    await tag("app", "v1", "two");
    await tag("app", "v2", "two");
    await forgetTags(db, "prod", repo("app"), [parseTag("v2"), parseTag("v3")]);
    const rows = await storedTagRows(db, "prod", repo("app"));
    expect(rows.map((row) => [row.tag, row.digest])).toEqual([["v1", digestOf("two")]]);
  });
});

describe("stored repositories", () => {
  test("come in the order of their bytes, each once however often it is named", async () => {
    const names = ["a/b", "a-b/c", "a.b", "a_b", "ab", "a"];
    await storeRepositories(db, "prod", names.map(repo));
    await storeRepositories(db, "prod", [...names, "b"].map(repo));
    const rows = await countedRows(db, "prod");
    expect(rows.map(({ repository }) => repository)).toEqual([...names, "b"].toSorted());
    expect(rows[0]).toMatchObject({ tags: null, size: null, lastCreated: null, problem: null });
    expect(await catalogSummary(db, "prod")).toEqual({ repositories: 7, readAt: null });
    expect(await catalogSummary(db, "other")).toEqual({ repositories: null, readAt: null });
  });

  test("count each blob once over tags and platforms", async () => {
    await storeImage("amd64", { base: large, one: 10 }, "2026-01-02T00:00:00Z");
    await storeImage("arm64", { base: large, two: 20 }, "2026-01-03T00:00:00Z");
    await storeIndex("both", ["amd64", "arm64"]);
    await tag("app", "latest", "both");
    await tag("app", "amd64", "amd64");
    await storeRepositoryList(db, "prod", repo("app"), now);
    expect(await countedRows(db, "prod", repo("app"))).toEqual([
      {
        repository: "app",
        tags: 2,
        size: large + 30,
        lastCreated: "2026-01-02T00:00:00Z",
        problem: null,
      },
    ]);
  });

  test("have no size while a tag was not read, and one of 0 without tags", async () => {
    await storeRepositoryList(db, "prod", repo("app"), now);
    expect(await countedRows(db, "prod")).toMatchObject([{ tags: 0, size: 0 }]);
    await tag("app", "v1", "never read");
    expect(await countedRows(db, "prod")).toMatchObject([{ tags: 1, size: null }]);
  });

  test("keep when they were read beside a problem that came later", async () => {
    await storeRepositoryList(db, "prod", repo("app"), now);
    const problem = { code: "DENIED", message: "말할 수 없음\0", params: {} };
    await storeRepositoryList(db, "prod", repo("app"), now + 1, problem);
    const [row] = await countedRows(db, "prod");
    expect(row).toMatchObject({ tags: 0, problem: { code: "DENIED" } });
    expect(row?.problem?.message).toMatch(/^말할 수 없음/);
  });

  test("are forgotten with their tags", async () => {
    await storeRepositories(db, "prod", [repo("app"), repo("other")]);
    await tag("app", "v1", null);
    await forgetRepositories(db, "prod", [repo("app")]);
    expect(await countedRows(db, "prod")).toMatchObject([{ repository: "other" }]);
    expect(await storedTagRows(db, "prod", repo("app"))).toEqual([]);
  });
});

describe("findRepositories", () => {
  test("finds a part of a name in any case, shorter names first, and takes no letter for a wildcard", async () => {
    await storeRepositories(db, "prod", ["team/app", "app", "a_p", "x-app", "x/app"].map(repo));
    const find = async (text: string) =>
      (await findRepositories(db, text, 10)).map(({ repository }) => repository);
    expect(await find("APP")).toEqual(["app", "x-app", "x/app", "team/app"]);
    expect(await find("a_p")).toEqual(["a_p"]);
    expect(await find("%")).toEqual([]);
    expect(await find("\\")).toEqual([]);
  });
});

describe("recentImages", () => {
  test("names the newest first, then by repository, one tag an image", async () => {
    await storeImage("old", { a: 1 }, "2026-01-01T00:00:00Z");
    await storeImage("new", { b: 1 }, "2026-02-01T00:00:00Z");
    for (const repository of ["b", "a-x", "a/x"]) await readTag(repository, "v1", "old");
    await readTag("z", "latest", "new");
    await readTag("z", "V1", "new");
    const recent = await recentImages(db, "prod", 3);
    expect(recent.map((image) => `${image.repository}:${image.tag}`)).toEqual(["z:V1", "a-x:v1", "a/x:v1"]);
  });

  test("looks past however many tags there are on one image, and at all where there are few images", async () => {
    await storeImage("old", { a: 1 }, "2026-01-01T00:00:00Z");
    await storeImage("new", { b: 1 }, "2026-02-01T00:00:00Z");
    const names = Array.from({ length: 60 }, (_, number) => `v${number}`);
    for (const name of names) await readTag("z", name, "new");
    for (const repository of ["b", "a"]) await readTag(repository, "v1", "old");
    const named = async (limit: number) =>
      (await recentImages(db, "prod", limit)).map((image) => `${image.repository}:${image.tag}`);
    expect(await named(1)).toEqual(["z:v0"]);
    expect(await named(2)).toEqual(["z:v0", "a:v1"]);
    expect(await named(9)).toEqual(["z:v0", "a:v1", "b:v1"]);
  });
});

describe("repositoriesWithBlobs", () => {
  test("finds a blob through tags and through indexes, each repository once", async () => {
    await storeImage("image", { base: 1, top: 2 });
    await storeIndex("index", ["image"]);
    await tag("one", "v1", "image");
    await tag("one", "v2", "index");
    await tag("two", "v1", "index");
    const found = await repositoriesWithBlobs(db, "prod", [digestOf("base"), digestOf("none")]);
    expect([...found]).toEqual([[digestOf("base"), ["one", "two"]]]);
  });
});

describe("stored contents", () => {
  test("are the bytes that were put in, as plain bytes", async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const digest = digestOf("x");
    await storeContents(db, [
      { digest, mediaType: "text/plain", bytes },
      { digest, mediaType: "text/css", bytes: new Uint8Array() },
    ]);
    await storeContents(db, [{ digest, mediaType: "text/html", bytes: new Uint8Array() }]);
    const stored = await storedContent(db, digestOf("x"));
    expect(stored).toEqual({ bytes, mediaType: "text/plain" });
    expect(Object.getPrototypeOf(stored?.bytes)).toBe(Uint8Array.prototype);
  });
});

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { forgetRepositories } from "../repository-rows.ts";
import { forgetTags } from "../store-tags.ts";
import { searchIn } from "./search.ts";
import {
  bare,
  digestOf,
  found,
  image,
  label,
  manifest,
  openTestIndex,
  type TestIndex,
  tag,
} from "./test-search-index.ts";

const repo = parseRepositoryName;

let index: TestIndex;
beforeEach(() => {
  index = openTestIndex();
});
afterEach(() => index.db.destroy());

describe("names", () => {
  beforeEach(async () => {
    for (const reference of [
      "team/app:v1.0",
      "team/app:v1.1",
      "team/app:Latest",
      "team/api:v1.0",
      "infra/proxy:v2",
    ])
      await image(index, reference);
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
    expect(await found(index, text)).toEqual(expected);
  });

  test("are found in the registries that are configured, or in those that are asked for", async () => {
    await image(index, "team/app:v9", {}, "lab");
    await image(index, "team/app:v9", {}, "removed");
    expect(await found(index, "tag:v9")).toEqual(["team/app:v9"]);
    expect(await found(index, "tag:v9 registry:labor*")).toEqual(["team/app:v9"]);
    expect(await found(index, "tag:v9 -registry:lab")).toEqual([]);
  });

  test("that are gone are not found", async () => {
    await forgetTags(index.db, "prod", repo("team/app"), [parseTag("v1.1")]);
    await forgetRepositories(index.db, "prod", [repo("infra/proxy")]);
    expect(await found(index, "v1.1")).toEqual([]);
    expect(await found(index, "proxy")).toEqual([]);
  });
});

describe("contents", () => {
  test("labels are found by a part of their name, by their value, and by its beginning", async () => {
    await image(index, "a:one", { facts: [label("org.example.Team", "Payments")] });
    await image(index, "a:two", { facts: [label("org.example.Team", "Pay")] });
    expect(await found(index, "label:team")).toEqual(["a:one", "a:two"]);
    expect(await found(index, "label:org.example.team=pay")).toEqual(["a:two"]);
    expect(await found(index, "label:team=PAY*")).toEqual(["a:one", "a:two"]);
    expect(await found(index, "label:team -label:team=payments")).toEqual(["a:two"]);
    expect(await found(index, "label:other")).toEqual([]);
    const { results } = await searchIn(index.place, "label:team=payments");
    expect(results).toMatchObject([
      { tag: "one", reasons: [{ kind: "label", name: "org.example.Team", value: "Payments" }] },
    ]);
  });

  test("a variable is found by its name, and others with it in their name only where none is called so", async () => {
    await image(index, "a:one", { facts: [bare("env", "PATH")] });
    await image(index, "a:two", { facts: [bare("env", "PYTHONPATH")] });
    expect(await found(index, "env:path")).toEqual(["a:one"]);
    expect(await found(index, "env:*path")).toEqual(["a:one", "a:two"]);
    expect(await found(index, "env:python")).toEqual(["a:two"]);
  });

  test("what a platform of an index has finds the tags of the index", async () => {
    await manifest(index, "amd64", { layers: ["base", "one"], facts: [label("team", "ada")] });
    await manifest(index, "arm64", {
      layers: ["base", "two"],
      platforms: ["linux/arm64/v8"],
      facts: [bare("env", "TZ")],
    });
    const both = { children: ["amd64", "arm64"], platforms: ["linux/amd64", "linux/arm64/v8"] };
    await tag(index, "a:both", "both", await manifest(index, "both", both));
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
      expect(await found(index, text), text).toEqual(["a:both"]);
    expect(await found(index, "arch:arm")).toEqual([]);
    expect(await found(index, `layer:${digestOf("amd64 config")}`)).toEqual([]);
    const { results } = await searchIn(index.place, `layer:${digestOf("two")}`);
    expect(results).toMatchObject([{ reasons: [{ kind: "layer", digest: digestOf("two") }] }]);
  });

  test("a base image is found by its note, and by its layers where there is none", async () => {
    await image(index, "library/debian:12", { layers: ["debian"] });
    await image(index, "a:noted", {
      layers: ["other"],
      facts: [bare("base", "docker.io/library/debian:12")],
    });
    await image(index, "a:built", { layers: ["debian", "own"] });
    await image(index, "a:above", { layers: ["own", "debian"] });
    expect(await found(index, "base:debian:12")).toEqual(["a:built", "a:noted"]);
    expect(await found(index, "base:debian:11")).toEqual([]);
  });

  test("age and size", async () => {
    await image(index, "a:large", { size: 2_000_000_000, days: 100 });
    await image(index, "a:small", { size: 1_000, days: 2 });
    expect(await found(index, "older:90d")).toEqual(["a:large"]);
    expect(await found(index, "newer:1w")).toEqual(["a:small"]);
    expect(await found(index, "larger:1.5GB")).toEqual(["a:large"]);
    expect(await found(index, "smaller:1KiB older:1d")).toEqual(["a:small"]);
    expect(await found(index, "-larger:1GB")).toEqual(["a:small"]);
  });

  test("a tag that was not read is found by its name alone", async () => {
    await tag(index, "a:unread", "unread");
    expect(await found(index, "unread -arch:arm64 -older:1d")).toEqual(["a:unread"]);
    expect(await found(index, "unread arch:amd64")).toEqual([]);
  });
});

test("a page that was asked for with a place that nobody gave is the first", async () => {
  await image(index, "a:one");
  for (const after of ["", "prod", "prod/:", "prod/A B:", "prod/a:no tag"]) {
    const { results } = await searchIn(index.place, "tag:one", after);
    expect(results, after).toMatchObject([{ tag: "one" }]);
  }
});

test("an error says what to do, and nothing is looked for", async () => {
  const page = await searchIn(index.place, "older:90");
  expect(page).toMatchObject({ results: [], more: null, problem: { code: "BAD_AGE", start: 0, end: 8 } });
});

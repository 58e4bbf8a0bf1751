import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { storeRepositories } from "../repository-rows.ts";
import { forgetTags, storeTagRows } from "../store-tags.ts";
import {
  bare,
  digestOf,
  found,
  label,
  manifest,
  now,
  openTestIndex,
  type TestIndex,
} from "./test-search-index.ts";

const repo = parseRepositoryName;

let index: TestIndex;
beforeEach(() => {
  index = openTestIndex();
});
afterEach(() => index.db.destroy());

describe("many results", () => {
  test("come page by page, each once and in order", async () => {
    const summary = await manifest(index, "image", { facts: [label("team", "ada")] });
    const names = Array.from({ length: 1_203 }, (_, number) => `v${String(number).padStart(4, "0")}`);
    await storeRepositories(index.db, "prod", [repo("a"), repo("b")]);
    for (const repository of ["a", "b"].map(repo)) {
      const rows = names.map((name) => ({
        tag: parseTag(name),
        digest: digestOf("image"),
        summary,
        problem: null,
      }));
      await storeTagRows(index.db, "prod", repository, rows, now);
    }
    const all = ["a", "b"].flatMap((repository) => names.map((name) => `${repository}:${name}`));
    expect(await found(index, "label:team")).toEqual(all);
    expect(await found(index, "tag:v")).toEqual(all);
    expect(await found(index, "tag:v1 arch:amd64")).toEqual(all.filter((name) => name.includes(":v1")));
    // More than are fetched at once, and nothing among them.
    expect(await found(index, "label:team arch:arm64 ")).toEqual([]);
    expect(await found(index, "-arch:amd64")).toEqual([]);
  });
});

describe("repositories that cannot have it", () => {
  const repositories = Array.from(
    { length: 150 },
    (_, number) => `team/app-${String(number).padStart(3, "0")}`,
  );
  const atEnd = ["team/app-140", "team/app-145"];

  beforeEach(async () => {
    const common = [bare("env", "TZ")];
    const plain = await manifest(index, "plain", { facts: common });
    const rare = await manifest(index, "rare", {
      facts: [...common, label("team", "ada")],
      days: 800,
      size: 9_000,
    });
    const rows = (name: string, summary: typeof plain, count: number) =>
      Array.from({ length: count }, (_, number) => ({
        tag: parseTag(`${number % 2 === 0 ? "Build" : "main"}-${number}`),
        digest: digestOf(name),
        summary,
        problem: null,
      }));
    await storeRepositories(index.db, "prod", repositories.map(repo));
    for (const repository of repositories) {
      // Together more than are fetched at once, so that they are walked through.
      const [name, summary, count] = atEnd.includes(repository)
        ? (["rare", rare, 1_100] as const)
        : (["plain", plain, 10] as const);
      await storeTagRows(index.db, "prod", repo(repository), rows(name, summary, count), now);
    }
  });

  test("are passed by, and each result comes once and in order", async () => {
    const expected = atEnd.flatMap((repository) =>
      Array.from({ length: 1_100 }, (_, number) => `${number % 2 === 0 ? "Build" : "main"}-${number}`)
        .toSorted((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1))
        .map((name) => `${repository}:${name}`),
    );
    expect(await found(index, "label:team=ada env:TZ")).toEqual(expected);
    expect(await found(index, "label:team=ada repo:team/app-14*")).toEqual(expected);
    expect(await found(index, "repo:145 tag:BUILD-*")).toEqual(
      expected.filter((name) => name.startsWith("team/app-145:Build")),
    );
    expect(await found(index, "label:team=ada repo:team/app-00")).toEqual([]);
  });

  test("are passed by for dates, sizes and parts of the names of tags, too", async () => {
    const all = await found(index, "label:team=ada");
    for (const text of ["older:2y", "larger:5kB", "older:2y larger:5kB env:TZ"])
      expect(await found(index, text), text).toEqual(all);
    expect(await found(index, "-older:2y -larger:5kB")).toHaveLength(148 * 10);
    expect(await found(index, "tag:109")).toEqual(all.filter((name) => name.includes("-109")));
    expect(await found(index, "tag:*9")).toHaveLength(148 + 2 * 110);
    // Two letters, and one.
    expect(await found(index, "tag:n-1099")).toEqual(["team/app-140:main-1099", "team/app-145:main-1099"]);
    expect(await found(index, "tag:99 older:2y")).toEqual(all.filter((name) => /-.*99/.test(name)));
  });

  test("count as such by the tags they have: one that comes or moves is found by its date and its letters", async () => {
    const old = await manifest(index, "old", { days: 900 });
    const row = { tag: parseTag("main-1"), digest: digestOf("old"), summary: old, problem: null };
    const other = { ...row, tag: parseTag("zq-109") };
    await storeTagRows(index.db, "prod", repo("team/app-007"), [row, other], now + 1);
    expect((await found(index, "older:2y")).slice(0, 2)).toEqual([
      "team/app-007:main-1",
      "team/app-007:zq-109",
    ]);
    expect((await found(index, "tag:109"))[0]).toBe("team/app-007:zq-109");
    expect(await found(index, "tag:zq")).toEqual(["team/app-007:zq-109"]);
    await forgetTags(index.db, "prod", repo("team/app-007"), [row.tag, other.tag]);
    expect((await found(index, "older:2y"))[0]).toBe("team/app-140:Build-0");
    expect((await found(index, "tag:109"))[0]).toBe("team/app-140:Build-1090");
    expect(await found(index, "tag:zq")).toEqual([]);
  });

  test("are those of today: a tag that moved is found where it is, and not where it was", async () => {
    const summary = await manifest(index, "other", { facts: [label("team", "ada")] });
    const row = { tag: parseTag("main-1"), digest: digestOf("other"), summary, problem: null };
    await storeTagRows(index.db, "prod", repo("team/app-007"), [row], now + 1);
    expect((await found(index, "label:team=ada"))[0]).toBe("team/app-007:main-1");
    const back = { ...row, digest: digestOf("plain") };
    await storeTagRows(index.db, "prod", repo("team/app-007"), [back], now + 2);
    expect((await found(index, "label:team=ada"))[0]).toBe("team/app-140:Build-0");
  });
});

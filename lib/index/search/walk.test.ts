import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { storeRepositories } from "../repository-rows.ts";
import { storeTagRows } from "../store-tags.ts";
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
    const rare = await manifest(index, "rare", { facts: [...common, label("team", "ada")] });
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

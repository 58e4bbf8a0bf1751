import { describe, expect, test } from "vitest";
import { decideTags, decideUntagged, readyRules } from "./decide.ts";
import { daysAgo, decide, going, judging, rules, tag } from "./test-facts.ts";

type Facts = { readonly name?: string } & Parameters<typeof tag>[1];

describe("rules are read from the top", () => {
  test("and the first that holds decides", () => {
    const tags = [tag("latest"), tag("pr-1"), tag("pr-keep"), tag("other")];
    const written = [
      { action: "keep", tags: ["latest", "*-keep"] },
      { action: "delete", tags: ["pr-*"] },
      { action: "keep", tags: ["pr-1"] },
    ];
    const { all, explain } = decide(written, tags);
    expect(all).toEqual([
      { action: "keep", by: "rule", rule: 0 },
      { action: "delete", rule: 1 },
      { action: "keep", by: "rule", rule: 0 },
      { action: "keep", by: "none" },
    ]);
    expect(explain(1)).toEqual({ code: "rule", rule: 1, held: [{ condition: "tags", pattern: "pr-*" }] });
    expect(explain(3)).toEqual({ code: "no-rule", doubt: null });
  });

  test("and without rules nothing goes", () => {
    expect(going([], [tag("a"), tag("b")])).toEqual([]);
  });

  test("and of several conditions all must hold", () => {
    const tags = [tag("pr-1", { size: 5 }), tag("pr-2"), tag("x", { size: 5 })];
    expect(going([{ action: "delete", tags: ["pr-*"], smallerThan: "1MB" }], tags)).toEqual(["pr-1"]);
  });
});

describe("each condition", () => {
  const old = { created: daysAgo(40), pushed: daysAgo(40) };
  test.each([
    ["tags by a glob", { tags: ["v1.*"] }, { name: "v1.2" }, { name: "v2" }],
    ["tags by a regular expression", { tags: ["/^build-\\d+$/"] }, { name: "build-7" }, { name: "build-x" }],
    ["created longer ago", { created: { olderThan: "30d" } }, old, {}],
    ["created since", { created: { newerThan: "30d" } }, {}, old],
    ["created between", { created: { olderThan: "1w", newerThan: "1m" } }, {}, old],
    ["pushed longer ago", { pushed: { olderThan: "30d" } }, old, {}],
    ["pushed since", { pushed: { newerThan: "30d" } }, {}, old],
    ["pulled longer ago", { pulled: { olderThan: "30d" } }, { pulled: daysAgo(31) }, { pulled: daysAgo(29) }],
    ["never pulled", { pulled: { olderThan: "30d" } }, { pulled: null }, { pulled: daysAgo(0) }],
    ["pulled since", { pulled: { newerThan: "30d" } }, { pulled: daysAgo(29) }, { pulled: daysAgo(31) }],
    ["platforms", { platforms: ["linux/arm64"] }, { platforms: ["linux/arm64/v8"] }, {}],
    ["platforms by a glob", { platforms: ["windows/*"] }, { platforms: ["windows/amd64 (10.0)"] }, {}],
    ["labels", { labels: ["team=web"] }, { labels: ["team=web"] }, { labels: [] }],
    ["size above", { largerThan: "1GB" }, { size: 1_000_000_001 }, { size: 1_000_000_000 }],
    ["size below", { smallerThan: "1MiB" }, { size: 1_048_575 }, { size: 1_048_576 }],
  ] as [string, object, Facts, Facts][])("%s", (_, condition, fits, fails) => {
    const made = ({ name = "a", ...facts }: Facts) => tag(name, facts);
    const both = [made(fits), made({ ...fails, name: "name" in fails ? String(fails.name) : "b" })];
    expect(going([{ action: "delete", ...condition }], both)).toEqual([both[0]?.tag]);
    const kept = decide([{ action: "keep", ...condition }], both).all;
    expect(kept).toEqual([
      { action: "keep", by: "rule", rule: 0 },
      { action: "keep", by: "none" },
    ]);
  });
});

describe("what is not known never deletes", () => {
  const neverTold = { ...judging, pulls: null };
  const newToken = { ...judging, pulls: { since: daysAgo(10), until: daysAgo(0) } };
  const silent = { ...judging, pulls: { since: daysAgo(365), until: daysAgo(40) } };
  test.each([
    ["created", { created: { olderThan: "1d" } }, { created: null }, judging],
    ["pushed", { pushed: { newerThan: "90d" } }, { pushed: null }, judging],
    ["size", { largerThan: "1B" }, { size: null }, judging],
    ["platforms", { platforms: ["linux/*"] }, { platforms: null }, judging],
    ["labels", { labels: ["a"] }, { labels: null }, judging],
    ["pulled", { pulled: { olderThan: "30d" } }, {}, neverTold],
    ["pulled", { pulled: { olderThan: "30d" } }, { pulled: daysAgo(100) }, neverTold],
    ["pulled", { pulled: { olderThan: "30d" } }, {}, newToken],
    ["pulled", { pulled: { olderThan: "30d" } }, {}, silent],
    ["pulled", { pulled: { newerThan: "30d" } }, {}, neverTold],
    ["created", { tags: ["*"], beyondNewest: { count: 1, by: "created" } }, { created: null }, judging],
    ["pushed", { tags: ["*"], beyondNewest: { count: 1, by: "pushed" } }, { pushed: null }, judging],
  ])("%s by %j", (unknown, condition, facts, its) => {
    const one = tag("a", facts);
    const deleting = decide([{ action: "delete", ...condition }], [one], its);
    expect(deleting.all).toEqual([{ action: "keep", by: "none" }]);
    expect(deleting.explain(0)).toEqual({ code: "no-rule", doubt: { rule: 0, unknown } });

    const { beyondNewest: newest, ...rest } = condition as { beyondNewest?: object };
    const keeping = decide(
      [
        { action: "keep", ...rest, ...(newest === undefined ? {} : { newest }) },
        { action: "delete", tags: ["*"] },
      ],
      [one],
      its,
    );
    expect(keeping.all).toEqual([{ action: "keep", by: "rule", rule: 0 }]);
    expect(keeping.explain(0)).toEqual({ code: "unknown", rule: 0, unknown });
  });

  test("but a pull that was heard of counts, whatever was not", () => {
    const one = tag("a", { pulled: daysAgo(3) });
    expect(
      decide([{ action: "keep", pulled: { newerThan: "30d" } }], [one], neverTold).explain(0),
    ).toMatchObject({
      code: "rule",
    });
  });

  test("and a rule that cannot hold for another reason is not in doubt", () => {
    const one = tag("a", { created: null });
    const { explain } = decide([{ action: "delete", tags: ["b"], created: { olderThan: "1d" } }], [one]);
    expect(explain(0)).toEqual({ code: "no-rule", doubt: null });
  });

  test("and what a rule cannot judge, a later one may", () => {
    const written = [
      { action: "delete", created: { olderThan: "1d" } },
      { action: "delete", tags: ["a"] },
    ];
    expect(going(written, [tag("a", { created: null })])).toEqual(["a"]);
  });
});

describe("the newest", () => {
  const dated = (name: string, days: number, digest?: string) =>
    tag(name, { created: daysAgo(days), ...(digest === undefined ? {} : { digest: digest as never }) });

  test("are counted among the tags that meet the other conditions", () => {
    const tags = [dated("pr-1", 1), dated("main", 2), dated("pr-2", 3), dated("pr-3", 4)];
    const written = [{ action: "delete", tags: ["pr-*"], beyondNewest: { count: 1, by: "created" } }];
    expect(going(written, tags)).toEqual(["pr-2", "pr-3"]);
    const reason = decide(written, tags).explain(3);
    expect(reason).toMatchObject({
      held: [
        { condition: "tags" },
        { condition: "beyondNewest", place: 3, count: 1, by: "created", line: "" },
      ],
    });
  });

  test("leave out what a rule above has decided", () => {
    const tags = [dated("main", 1), dated("a", 2), dated("b", 3)];
    const written = [
      { action: "keep", tags: ["main"] },
      { action: "keep", newest: { count: 1, by: "created" } },
      { action: "delete", tags: ["*"] },
    ];
    expect(going(written, tags)).toEqual(["b"]);
  });

  test("give places to images, so that tags on one digest share one", () => {
    const tags = [dated("a", 1, "d1"), dated("b", 1, "d1"), dated("c", 2, "d2"), dated("d", 3, "d3")];
    expect(
      going([{ action: "delete", tags: ["*"], beyondNewest: { count: 2, by: "created" } }], tags),
    ).toEqual(["d"]);
  });

  test("by version leave out words and know pre-releases", () => {
    const names = ["1.10", "1.9", "1.11-rc.1", "latest", "main", "1.2"];
    const written = [{ action: "delete", tags: ["*"], beyondNewest: { count: 2, by: "version" } }];
    expect(
      going(
        written,
        names.map((name) => tag(name)),
      ),
    ).toEqual(["1.9", "1.2"]);
  });

  test.each([
    ["major", ["1.9", "1.8", "2.0"]],
    ["minor", ["1.9.1", "1.8.0"]],
  ] as const)("of each %s version have places of their own", (per, expected) => {
    const names =
      per === "major"
        ? ["1.9", "1.10", "2.1", "2.0", "1.8", "latest"]
        : ["1.9.1", "1.9.2", "1.8.0", "1.8.1", "2"];
    const written = [{ action: "delete", tags: ["*"], beyondNewest: { count: 1, by: "version", per } }];
    expect(
      going(
        written,
        names.map((name) => tag(name)),
      ).toSorted(),
    ).toEqual([...expected].toSorted());
  });

  test("do not count what is not known for anybody’s disadvantage", () => {
    const tags = [tag("unknown", { created: null }), dated("a", 1), dated("b", 2)];
    expect(
      going([{ action: "delete", tags: ["*"], beyondNewest: { count: 1, by: "created" } }], tags),
    ).toEqual(["b"]);
    const written = [
      { action: "keep", newest: { count: 1, by: "created" } },
      { action: "delete", tags: ["*"] },
    ];
    expect(going(written, tags)).toEqual(["b"]);
  });
});

describe("protected tags", () => {
  const protect =
    (names: string[]) =>
    ({ tag: name }: { tag: string }) =>
      names.includes(name) ? name : null;
  const written = rules({ action: "delete", tags: ["*"], beyondNewest: { count: 1, by: "version" } });

  test("stay, and say which rule would have deleted them", () => {
    const tags = [tag("2"), tag("1")];
    const { all, explain } = decideTags(readyRules(written), tags, judging, protect(["1", "2"]));
    expect(all).toEqual([
      { action: "keep", by: "protected" },
      { action: "keep", by: "protected" },
    ]);
    expect([explain(0), explain(1)]).toEqual([
      { code: "protected", pattern: "2", rule: null },
      { code: "protected", pattern: "1", rule: 0 },
    ]);
  });

  test("change nothing for other tags", () => {
    const tags = ["3", "2", "1"].map((name) => tag(name));
    const { all } = decideTags(readyRules(written), tags, judging, protect(["3"]));
    expect(all.map(({ action }) => action)).toEqual(["keep", "delete", "delete"]);
  });
});

test("tags that are there for another manifest are not judged: they go with it", () => {
  const name = `sha256-${"a".repeat(64)}.sig`;
  const { all, explain } = decide([{ action: "delete", tags: ["*"] }], [tag(name, { attached: true })]);
  expect(all).toEqual([{ action: "keep", by: "attached" }]);
  expect(explain(0)).toEqual({ code: "attached", subject: `sha256:${"a".repeat(64)}` });
});

describe("manifests without tags", () => {
  const manifest = (days: number, digest: string) => {
    const {
      tag: _,
      sortKey: __,
      attached: ___,
      ...facts
    } = tag("x", { created: daysAgo(days), digest: digest as never });
    return facts;
  };
  test("are spoken of by rules that ask for them, and by no others", () => {
    const ready = readyRules(
      rules(
        { action: "delete", tags: ["*"] },
        { action: "delete", untagged: true, created: { olderThan: "7d" } },
      ),
    );
    const { all, explain } = decideUntagged(ready, [manifest(8, "a"), manifest(6, "b")], judging);
    expect(all).toEqual([
      { action: "delete", rule: 1 },
      { action: "keep", by: "none" },
    ]);
    expect(explain(0)).toMatchObject({
      rule: 1,
      held: [{ condition: "untagged" }, { condition: "created" }],
    });
    expect(decideTags(ready, [tag("a")], judging, () => null).all).toEqual([{ action: "delete", rule: 0 }]);
  });

  test("have places by their dates", () => {
    const ready = readyRules(
      rules({ action: "delete", untagged: true, beyondNewest: { count: 1, by: "created" } }),
    );
    const { all } = decideUntagged(ready, [manifest(8, "a"), manifest(6, "b")], judging);
    expect(all.map(({ action }) => action)).toEqual(["delete", "keep"]);
  });
});

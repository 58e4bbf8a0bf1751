import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type RetentionDocument, retentionDocumentSchema } from "./policy.ts";
import { readRetention, writeRetention } from "./yaml.ts";

const file = `# kept in git
version: 1
protect:
  - tags: latest
  - tags: "v*"
    registries: [prod]
policies:
  - name: Branch builds
    repositories: ["team/*"]
    rules:
      - action: keep
        note: what was released
        tags: ["/^v\\\\d/"]
        newest: { count: 10, by: version, per: minor }
      - action: delete
        tags: ["pr-*"]
        created: { olderThan: 30d }
`;

function issues(text: string) {
  const result = readRetention(text);
  return result.ok ? [] : result.issues.map(({ path, line, message }) => `${line} ${path} ${message}`);
}

test("a file is read with what is so by itself", () => {
  expect(readRetention(file)).toEqual({
    ok: true,
    document: {
      version: 1,
      protect: [
        { tags: "latest", registries: "*", repositories: "*" },
        { tags: "v*", registries: ["prod"], repositories: "*" },
      ],
      policies: [
        {
          name: "Branch builds",
          registries: "*",
          repositories: ["team/*"],
          rules: [
            {
              action: "keep",
              note: "what was released",
              tags: ["/^v\\d/"],
              newest: { count: 10, by: "version", per: "minor" },
            },
            { action: "delete", tags: ["pr-*"], created: { olderThan: "30d" } },
          ],
        },
      ],
    },
  });
});

test("is written as a person would write it", () => {
  const read = readRetention(file);
  if (!read.ok) throw new Error("cannot be read");
  expect(writeRetention(read.document)).toBe(`version: 1
protect:
  - tags: latest
  - tags: "v*"
    registries: [prod]
policies:
  - name: Branch builds
    repositories: ["team/*"]
    rules:
      - action: keep
        note: what was released
        tags: ["/^v\\\\d/"]
        newest: {count: 10, by: version, per: minor}
      - action: delete
        tags: ["pr-*"]
        created: {olderThan: 30d}
`);
});

describe("what is wrong is told with its place, its line, and what to do", () => {
  const rule = (text: string) => `version: 1\npolicies:\n  - name: a\n    rules:\n      - ${text}\n`;
  test.each([
    ["", "null version must be 1"],
    ["version: 2", "1 version must be 1"],
    ["version: 1\npolicies: [{ name: a }]", "2 policies[0].rules must be a list of rules"],
    ["- a", "1  Invalid input: expected object, received array"],
    ["version: 1\npolicy: []", "2  has “policy”, which is not known: did you mean policies?"],
    [
      rule("action: delete\n        tag: [a]"),
      "6 policies[0].rules[0] has “tag”, which is not known: did you mean tags?",
    ],
    [rule("tags: [a]"), "5 policies[0].rules[0].action must be keep or delete"],
    [
      rule("action: delete\n        tags: [*]"),
      '6  has a * that is not in quotes, which means something else in YAML: write "*"',
    ],
    [rule("action: delete\n        tags: [1.0]"), "6 policies[0].rules[0].tags[0] must be a text"],
    [rule("action: delete\n        tags: v1"), "6 policies[0].rules[0].tags must be a list"],
    [
      rule("action: delete\n        created: { olderThan: 30 }"),
      "6 policies[0].rules[0].created.olderThan must be an age",
    ],
    [
      rule("action: delete\n        created: { olderThan: 30h }"),
      "6 policies[0].rules[0].created.olderThan must be an age such as 30d",
    ],
    [
      rule("action: delete\n        created: {}"),
      "6 policies[0].rules[0].created must say olderThan or newerThan",
    ],
    [rule("action: delete"), "5 policies[0].rules[0].action has no condition"],
    [
      rule("action: delete\n        newest: { count: 1, by: created }"),
      "6 policies[0].rules[0].newest would delete the newest: write beyondNewest",
    ],
    [
      rule("action: keep\n        beyondNewest: { count: 1, by: created }"),
      "6 policies[0].rules[0].beyondNewest is for delete rules",
    ],
    [
      rule("action: delete\n        untagged: true\n        tags: [a]"),
      "7 policies[0].rules[0].tags asks for a tag’s name",
    ],
    [
      rule("action: keep\n        newest: { count: 0, by: created }"),
      "6 policies[0].rules[0].newest.count must be at least 1",
    ],
    [rule('action: keep\n        labels: ["=x"]'), "6 policies[0].rules[0].labels[0] must be a label’s key"],
    [
      `${rule("action: keep")}  - name: a\n    rules: []\n`,
      "6 policies[1].name is that of another policy too",
    ],
    ["version: 1\nversion: 1", "2  cannot be read as YAML: Map keys must be unique"],
    ["version: [", "1  cannot be read as YAML"],
    ["a: &a [x]\nb: *c", "2  has a * that is not in quotes"],
  ])("%j", (text, expected) => {
    expect(issues(text)[0]).toContain(expected);
  });

  test("and nothing that grows without end is built", () => {
    const bomb = `a: &a [${"x,".repeat(10)}]\n${"bcdefgh"
      .split("")
      .map((name, at) => `${name}: &${name} [${`*${"abcdefg"[at]},`.repeat(10)}]`)
      .join("\n")}`;
    expect(issues(bomb)).not.toEqual([]);
    expect(issues(`version: 1\n# ${"x".repeat(1_000_001)}`)).toEqual([
      "null  is longer than a million characters",
    ]);
  });
});

const name = fc.oneof(
  fc.constantFrom(
    "latest",
    "v*",
    "/^v\\d+$/i",
    "team/*",
    "1.0",
    "yes",
    "null",
    "~",
    "- a",
    "a: b",
    "#x",
    "'",
    '"',
    "\\\\x",
    "한국어*",
  ),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }).filter((text) => !/[[\]{}\\/]/.test(text)),
);
const names = fc.array(name, { minLength: 1, maxLength: 3 });
const scope = {
  registries: fc.oneof(fc.constant("*"), fc.constant(["prod", "lab-2"])),
  repositories: fc.oneof(fc.constant("*"), names),
};
const age = fc.constantFrom("30d", "1.5w", "6m", "2y");
const ages = fc.oneof(
  fc.record({ olderThan: age }),
  fc.record({ newerThan: age }),
  fc.record({ olderThan: age, newerThan: age }),
);
const newest = fc.record({
  count: fc.integer({ min: 1, max: 99 }),
  by: fc.constantFrom("created", "pushed", "version"),
  per: fc.constantFrom("none", "major", "minor"),
});
const conditions = {
  note: fc.string({ unit: "grapheme", maxLength: 30 }),
  tags: names,
  created: ages,
  pushed: ages,
  pulled: ages,
  platforms: fc.constant(["linux/arm64", "windows/*"]),
  labels: fc.constantFrom(["a"], ["team=web-*", "x="]),
  largerThan: fc.constantFrom("1GB", "1.5MiB"),
  smallerThan: fc.constant("10G"),
};
const rule = fc.oneof(
  fc.record({ action: fc.constant("keep"), ...conditions, newest }, { requiredKeys: ["action"] }),
  fc.record(
    { action: fc.constant("delete"), ...conditions, beyondNewest: newest },
    { requiredKeys: ["action", "tags"] },
  ),
  fc.record(
    { action: fc.constant("delete"), untagged: fc.constant(true), created: ages },
    { requiredKeys: ["action", "untagged"] },
  ),
);
const document = fc.record({
  version: fc.constant(1),
  protect: fc.array(fc.record({ tags: name, ...scope }), { maxLength: 3 }),
  policies: fc.uniqueArray(
    fc.record({
      name: name.filter((text) => text.trim() === text),
      ...scope,
      rules: fc.array(rule, { maxLength: 3 }),
    }),
    {
      maxLength: 3,
      selector: (policy) => policy.name,
    },
  ),
});

test("what is written is read as the same, whatever it is", () => {
  fc.assert(
    fc.property(document, (written) => {
      const parsed = retentionDocumentSchema.safeParse(written);
      fc.pre(parsed.success);
      const its = parsed.data as RetentionDocument;
      expect(readRetention(writeRetention(its))).toEqual({ ok: true, document: its });
    }),
    { numRuns: 300 },
  );
});

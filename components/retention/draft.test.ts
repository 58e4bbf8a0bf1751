import { describe, expect, test } from "vitest";
import { policySchema } from "#lib/oci/retention/policy.ts";
import {
  draftOf,
  emptyDraft,
  inputOf,
  newCondition,
  newRule,
  type PolicyDraft,
  type RuleDraft,
} from "./draft.ts";
import { checkDraft } from "./draft-problems.ts";

const everything = policySchema.parse({
  name: "Everything",
  registries: ["prod", "lab"],
  repositories: ["team/*", "/-base$/"],
  rules: [
    {
      action: "keep",
      note: "released",
      tags: ["v*", "/^\\d/"],
      created: { olderThan: "30d", newerThan: "1y" },
      pushed: { newerThan: "1w" },
      pulled: { olderThan: "3m" },
      platforms: ["linux/arm64"],
      labels: ["team=web team", "x"],
      largerThan: "1MB",
      smallerThan: "2GB",
      newest: { count: 3, by: "version", per: "minor" },
    },
    { action: "delete", untagged: true, beyondNewest: { count: 5, by: "created" } },
  ],
});

test("a policy is typed and read again as the same", () => {
  expect(checkDraft(draftOf(everything))).toEqual({ ok: true, policy: everything });
});

test("what is left empty is all of them", () => {
  expect(inputOf({ ...emptyDraft, name: "a" })).toEqual({
    name: "a",
    registries: "*",
    repositories: "*",
    rules: [],
  });
});

describe("what is wrong is told at its field", () => {
  const rule = (more: Partial<RuleDraft>): PolicyDraft => ({
    ...emptyDraft,
    name: "a",
    rules: [{ ...newRule(0, "delete"), ...more }],
  });
  const ages = (olderThan: string) => ({ tags: "a", created: { olderThan, newerThan: "" } });
  test.each<[PolicyDraft, string, string]>([
    [emptyDraft, "name", "name"],
    [{ ...emptyDraft, name: "a", registries: "Prod" }, "registries", "slug"],
    [{ ...emptyDraft, name: "a", repositories: "ok [" }, "repositories", "pattern"],
    [rule({}), "rules.0.tags", "empty"],
    [rule({ conditions: {} }), "rules.0.action", "NO_CONDITION"],
    [rule({ conditions: { tags: "a /b" } }), "rules.0.tags", "pattern"],
    [rule({ conditions: ages("30") }), "rules.0.created.olderThan", "age"],
    [rule({ conditions: ages("") }), "rules.0.created", "ages"],
    [rule({ conditions: { largerThan: "big" } }), "rules.0.largerThan", "size"],
    [rule({ conditions: { labels: "=x" } }), "rules.0.labels", "label"],
    [rule({ conditions: { platforms: "/x/" } }), "rules.0.platforms", "platform"],
    [
      rule({ conditions: { newest: { count: "0", by: "version", per: "none" } } }),
      "rules.0.newest.count",
      "count",
    ],
    [
      rule({ conditions: { newest: { count: "x", by: "version", per: "none" } } }),
      "rules.0.newest.count",
      "count",
    ],
    [rule({ conditions: { untagged: true, tags: "a" } }), "rules.0.tags", "UNTAGGED_TAGS"],
    [
      rule({ conditions: { untagged: true, newest: { count: "1", by: "version", per: "none" } } }),
      "rules.0.newest",
      "UNTAGGED_VERSION",
    ],
  ])("%j", (draft, path, code) => {
    const checked = checkDraft(draft);
    expect(checked.ok ? null : checked.problems.get(path)?.code).toBe(code);
  });

  test("and each condition is right when it is added, but for what only a person knows", () => {
    for (const name of ["created", "pushed", "pulled", "newest", "untagged"] as const) {
      expect(checkDraft(rule({ conditions: newCondition(name) })).ok, name).toBe(true);
    }
  });
});

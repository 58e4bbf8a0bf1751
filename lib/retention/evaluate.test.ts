import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeEndpointToken } from "#lib/activity/endpoint.ts";
import { storeEvents } from "#lib/activity/store-events.ts";
import { pulled, pushed } from "#lib/activity/test-events.ts";
import type { RegistryEvent } from "#lib/activity/types.ts";
import {
  digestOf,
  image,
  label,
  manifest,
  openTestIndex,
  type TestIndex,
  tag,
} from "#lib/index/search/test-search-index.ts";
import { policySchema, type RetentionPolicy } from "#lib/oci/retention/policy.ts";
import { storeProtections } from "#lib/settings/protection.ts";
import { type EvaluationOptions, evaluatePolicy } from "./evaluate.ts";

let index: TestIndex;
beforeEach(() => {
  index = openTestIndex();
});
afterEach(() => index.db.destroy());

/** When everything is first seen: see the helper. */
const now = Date.UTC(2026, 0, 1);
const day = 86_400_000;

const policy = (...rules: object[]): RetentionPolicy => policySchema.parse({ name: "a policy", rules });

async function evaluate(its: RetentionPolicy, options: Partial<EvaluationOptions> = {}) {
  const all = [];
  for await (const decided of evaluatePolicy(index.db, "prod", its, { now, ...options })) all.push(decided);
  return all;
}

async function going(its: RetentionPolicy, options: Partial<EvaluationOptions> = {}): Promise<string[]> {
  const names = (await evaluate(its, options)).flatMap(({ repository, delete: gone }) =>
    gone.map(({ tag: name }) => `${repository}:${name}`),
  );
  return names.toSorted();
}

describe("what the index knows", () => {
  test("of dates, sizes, platforms and labels decides", async () => {
    await image(index, "app:old", { days: 40, size: 10, facts: [label("Team", "Web")] });
    await image(index, "app:large", { days: 1, size: 2_000_000, platforms: ["linux/arm64/v8"] });
    await image(index, "app:plain", { days: 1, size: 10, platforms: [] });
    const by = (conditions: object) => going(policy({ action: "delete", ...conditions }));
    expect(await by({ created: { olderThan: "30d" } })).toEqual(["app:old"]);
    expect(await by({ largerThan: "1MB" })).toEqual(["app:large"]);
    expect(await by({ platforms: ["linux/arm64"] })).toEqual(["app:large"]);
    expect(await by({ platforms: ["linux/*"] })).toEqual(["app:large", "app:old"]);
    for (const written of ["team", "TEAM=web", "team=w*", "team=/^web$/"]) {
      expect(await by({ labels: [written] }), written).toEqual(["app:old"]);
    }
    expect(await by({ labels: ["team=we"] })).toEqual([]);
  });

  test("of labels is nothing where a manifest was not read as a whole", async () => {
    await tag(index, "app:unread", "app:unread", await manifest(index, "app:unread", {}, false));
    const [decided] = await evaluate(policy({ action: "keep", labels: ["a"] }));
    expect(decided?.kept.byRule).toEqual(new Map([[0, 1]]));
  });

  test("tells of each tag why, and counts what stays", async () => {
    await image(index, "app:1.0", { days: 3 });
    await image(index, "app:1.1", { days: 2 });
    await image(index, "app:main", { days: 1 });
    await storeProtections(index.db, [{ tags: "main", registries: "*", repositories: "*" }]);
    await tag(index, `app:sha256-${"a".repeat(64)}.sig`, "signature");
    const [decided] = await evaluate(
      policy({ action: "keep", newest: { count: 1, by: "version" } }, { action: "delete", tags: ["*"] }),
    );
    expect(decided).toEqual({
      repository: "app",
      delete: [
        {
          tag: "1.0",
          digest: digestOf("app:1.0"),
          rule: 1,
          reason: { code: "rule", rule: 1, held: [{ condition: "tags", pattern: "*" }] },
        },
      ],
      untagged: [],
      kept: { byRule: new Map([[0, 1]]), byNone: 0, protected: 1, attached: 1 },
    });
  });
});

describe("pushes", () => {
  test("are those that the registry told of, or since when a tag was seen where it is", async () => {
    await image(index, "app:told");
    await image(index, "app:seen");
    await storeEvents(
      index.db,
      "prod",
      [pushed("told", "a", { repository: "app", at: now - 20 * day })],
      now,
    );
    const its = policy({ action: "delete", pushed: { olderThan: "10d" } });
    expect(await going(its)).toEqual(["app:told"]);
    expect(await going(its, { now: now + 11 * day })).toEqual(["app:seen", "app:told"]);
    const [decided] = await evaluate(its, { now: now + 11 * day });
    expect(decided?.delete.map(({ tag: name, reason }) => [name, reason])).toEqual(
      expect.arrayContaining([
        [
          "seen",
          expect.objectContaining({ held: [{ condition: "pushed", at: now, olderThan: "10d", seen: true }] }),
        ],
        [
          "told",
          expect.objectContaining({ held: [{ condition: "pushed", at: now - 20 * day, olderThan: "10d" }] }),
        ],
      ]),
    );
  });

  test("that were told of before a tag moved count no more", async () => {
    await image(index, "app:moved");
    await storeEvents(
      index.db,
      "prod",
      [pushed("moved", "a", { repository: "app", at: now - 20 * day })],
      now,
    );
    await index.db
      .updateTable("index_tags")
      .set({ moved_at: now - day })
      .execute();
    expect(await going(policy({ action: "delete", pushed: { olderThan: "10d" } }))).toEqual([]);
  });
});

describe("pulls", () => {
  const unused = policy({ action: "delete", pulled: { olderThan: "30d" } });
  const hear = (...events: RegistryEvent[]) => storeEvents(index.db, "prod", events, now);
  beforeEach(async () => {
    for (const name of ["by-tag", "by-digest", "by-platform", "long-ago", "never"]) {
      await image(index, `app:${name}`);
    }
    await manifest(index, "amd64");
    const summary = await manifest(index, "app:by-platform", { children: ["amd64"] });
    await tag(index, "app:by-platform", "app:by-platform", summary);
  });

  test("cannot be judged where the registry never told of one", async () => {
    expect(await going(unused)).toEqual([]);
    await makeEndpointToken(index.db, "prod", now - 100 * day);
    await hear(pushed("never", "a", { repository: "app", at: now }));
    expect(await going(unused)).toEqual([]);
  });

  test("of a tag, of its digest, or of one of its platforms keep it; what was never pulled goes", async () => {
    await makeEndpointToken(index.db, "prod", now - 100 * day);
    const at = now - day;
    const of = (name: string): RegistryEvent => {
      const event = pulled(null, "a", { repository: "app", at });
      return event.action === "pull" ? { ...event, digest: digestOf(name) } : event;
    };
    await hear(
      pulled("by-tag", "a", { repository: "app", at }),
      of("app:by-digest"),
      of("amd64"),
      pulled("long-ago", "a", { repository: "app", at: now - 40 * day }),
    );
    expect(await going(unused)).toEqual(["app:long-ago", "app:never"]);
  });

  test("were not all heard of before the token was made", async () => {
    await makeEndpointToken(index.db, "prod", now - 10 * day);
    await hear(pulled("by-tag", "a", { repository: "app", at: now }));
    expect(await going(unused)).toEqual([]);
  });
});

describe("the scope", () => {
  beforeEach(async () => {
    for (const reference of ["team/a:1", "team/b:1", "tools/c:1"]) await image(index, reference);
    await image(index, "team/a:1", {}, "lab");
  });
  const all = { rules: [{ action: "delete", tags: ["*"] }] };

  test("is all repositories of all registries, or those that fit", async () => {
    const scoped = (scope: object) => going(policySchema.parse({ name: "p", ...all, ...scope }));
    expect(await scoped({})).toEqual(["team/a:1", "team/b:1", "tools/c:1"]);
    expect(await scoped({ repositories: ["team/*"] })).toEqual(["team/a:1", "team/b:1"]);
    expect(await scoped({ repositories: ["/[ac]$/"] })).toEqual(["team/a:1", "tools/c:1"]);
    expect(await scoped({ registries: ["lab"] })).toEqual([]);
  });

  test("leaves out what a policy above governs", async () => {
    const above = [
      policySchema.parse({ name: "first", repositories: ["team/a"], rules: [] }),
      policySchema.parse({ name: "elsewhere", registries: ["lab"], rules: [] }),
    ];
    const its = policySchema.parse({ name: "p", ...all });
    expect(await going(its, { above })).toEqual(["team/b:1", "tools/c:1"]);
    const [repository] = await evaluate(its, { above: [] });
    expect(await going(its, { repository: repository?.repository })).toEqual(["team/a:1"]);
  });
});

test("manifests without tags come from whoever knows them", async () => {
  await image(index, "app:1");
  const facts = {
    digest: digestOf("loose"),
    created: now - 40 * day,
    pushed: null,
    pushedBy: "seen" as const,
    pulled: null,
    size: 1,
    platforms: null,
    labels: null,
  };
  const its = policy({ action: "delete", untagged: true, created: { olderThan: "30d" } });
  const [decided] = await evaluate(its, { untagged: async () => [facts] });
  expect(decided?.untagged).toMatchObject([{ digest: digestOf("loose"), rule: 0 }]);
  expect(decided?.delete).toEqual([]);

  await image(index, "empty:1");
  await index.db.deleteFrom("index_tags").where("repository", "=", "empty").execute();
  const all = await evaluate(its, { untagged: async () => [facts] });
  expect(all.map(({ repository, untagged }) => [repository, untagged.length])).toEqual([
    ["app", 1],
    ["empty", 1],
  ]);
  const tagsAlone = policy({ action: "delete", tags: ["x"] });
  expect(await evaluate(tagsAlone, { untagged: async () => [facts] })).toMatchObject([
    { repository: "app", untagged: [] },
  ]);
});

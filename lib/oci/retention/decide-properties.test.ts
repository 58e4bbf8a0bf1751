import fc from "fast-check";
import { expect, test } from "vitest";
import type { TagFacts } from "./facts.ts";
import { daysAgo, decide, judging, tag } from "./test-facts.ts";

const names = fc.constantFrom(
  "latest",
  "main",
  "1",
  "1.0",
  "1.1",
  "1.1.1",
  "v1.2",
  "1.2-rc.1",
  "2",
  "2.0.1",
  "pr-1",
  "pr-2",
  "pr-3",
);
const day = fc.integer({ min: 0, max: 60 }).map(daysAgo);
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null, freq: 6 });

const facts = fc.record({
  digest: maybe(fc.constantFrom("d1", "d2", "d3", "d4", "d5")) as fc.Arbitrary<TagFacts["digest"]>,
  created: maybe(day),
  pushed: maybe(day),
  pulled: maybe(day),
  size: maybe(fc.constantFrom(1, 2_000_000, 3_000_000_000)),
  platforms: maybe(fc.constantFrom<readonly string[]>([], ["linux/amd64"], ["linux/arm64/v8"])),
  labels: maybe(fc.constantFrom<readonly string[]>([], ["a"])),
});
const tags = fc
  .uniqueArray(fc.tuple(names, facts), { selector: ([name]) => name })
  .map((all) => all.map(([name, its]) => tag(name, its)));

const ages = fc.constantFrom({ olderThan: "7d" }, { newerThan: "30d" }, { olderThan: "1w", newerThan: "1m" });
const newest = fc.record({
  count: fc.integer({ min: 1, max: 4 }),
  by: fc.constantFrom("created", "pushed", "version"),
  per: fc.constantFrom("none", "major", "minor"),
});
const conditions = fc.record(
  {
    tags: fc.constantFrom(["*"], ["pr-*", "main"], ["/^v?\\d/"]),
    created: ages,
    pushed: ages,
    pulled: ages,
    platforms: fc.constant(["linux/arm64"]),
    labels: fc.constant(["a"]),
    largerThan: fc.constant("1MB"),
  },
  { requiredKeys: ["tags"] },
);
const rule = fc.oneof(
  conditions.map((its) => ({ action: "keep", ...its })),
  conditions.map((its) => ({ action: "delete", ...its })),
  fc.tuple(conditions, newest).map(([its, count]) => ({ action: "keep", ...its, newest: count })),
  fc.tuple(conditions, newest).map(([its, count]) => ({ action: "delete", ...its, beyondNewest: count })),
);
const written = fc.array(rule, { maxLength: 4 });

test("the order in which tags are stored changes no decision and no reason", () => {
  fc.assert(
    fc.property(written, tags, fc.infiniteStream(fc.nat()), (rules, all, random) => {
      const shuffled = all
        .map((its) => ({ its, at: random.next().value }))
        .toSorted((one, other) => one.at - other.at)
        .map(({ its }) => its);
      const told = (order: readonly TagFacts[]) => {
        const decisions = decide(rules, order);
        return Object.fromEntries(
          order.map(({ tag: name }, at) => [name, [decisions.all[at], decisions.explain(at)]]),
        );
      };
      expect(told(shuffled)).toEqual(told(all));
    }),
  );
});

test("the newest N of everything are N images, and no older one is among them", () => {
  fc.assert(
    fc.property(tags, fc.integer({ min: 1, max: 4 }), (all, count) => {
      const known = all.filter(({ created, digest }) => created !== null && digest !== null);
      const { all: decisions } = decide([{ action: "keep", newest: { count, by: "created" } }], known);
      const kept = known.filter(
        (_, at) => decisions[at]?.action === "keep" && "rule" in (decisions[at] ?? {}),
      );
      const left = known.filter((its) => !kept.includes(its));
      const images = (some: readonly TagFacts[]) => new Set(some.map(({ digest }) => digest));
      expect(images(kept).size).toBe(Math.min(count, images(known).size));
      const newestOf = (digest: string | null, some: readonly TagFacts[]) =>
        Math.max(...some.filter((its) => its.digest === digest).map(({ created }) => created ?? 0));
      for (const one of images(kept)) {
        for (const other of images(left)) {
          expect(images(kept).has(other)).toBe(false);
          expect(newestOf(one, known)).toBeGreaterThanOrEqual(newestOf(other, known));
        }
      }
    }),
  );
});

test("learning less deletes nothing more", () => {
  const blank = fc.subarray(["created", "pushed", "pulled", "size", "platforms", "labels"] as const);
  fc.assert(
    fc.property(written, tags, fc.nat(), blank, (rules, all, which, fields) => {
      const gone = (some: readonly TagFacts[], told = judging) =>
        some
          .filter((_, at) => decide(rules, some, told).all[at]?.action === "delete")
          .map(({ tag: name }) => name);
      const before = gone(all);
      const forgotten = all.map((its, at) =>
        at === which % Math.max(all.length, 1)
          ? { ...its, ...Object.fromEntries(fields.map((field) => [field, null])) }
          : its,
      );
      const told = fields.includes("pulled") ? { ...judging, pulls: null } : judging;
      expect(before).toEqual(expect.arrayContaining(gone(forgotten, told)));
    }),
    { numRuns: 1000 },
  );
});

test("a keep rule at the top takes nothing away from what stays", () => {
  fc.assert(
    fc.property(written, rule, tags, (rules, first, all) => {
      const stays = (its: object[]) =>
        all.filter((_, at) => decide(its, all).all[at]?.action === "keep").map(({ tag: name }) => name);
      const plain = { action: "keep", tags: first.tags };
      // Places among the newest are given anew where a rule above takes tags away: those rules are left out.
      const simple = rules.filter((its) => !("newest" in its) && !("beyondNewest" in its));
      expect(stays([plain, ...simple])).toEqual(expect.arrayContaining(stays(simple)));
    }),
  );
});

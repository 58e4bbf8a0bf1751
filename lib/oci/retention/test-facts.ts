import type { Digest } from "../digest.ts";
import { parseTag } from "../reference.ts";
import { tagSortKey } from "../tag-order.ts";
import { type Decisions, decideTags, readyRules } from "./decide.ts";
import type { Judging, TagFacts } from "./facts.ts";
import { type RetentionRule, ruleSchema } from "./policy.ts";

/** What tests take for now: 2026-11-25. */
const now = Date.UTC(2026, 10, 25);

export const daysAgo = (days: number) => now - days * 86_400_000;

/** A registry that has told of pulls for a year. */
export const judging: Judging = { now, pulls: { since: daysAgo(365), until: daysAgo(0) } };

/** A tag of which everything is known, on a digest of its own. */
export function tag(name: string, more: Partial<Omit<TagFacts, "tag">> = {}): TagFacts {
  return {
    tag: parseTag(name),
    digest: `sha256:${Buffer.from(name).toString("hex").padEnd(64, "0").slice(0, 64)}` as Digest,
    sortKey: tagSortKey(name),
    attached: false,
    created: daysAgo(10),
    pushed: daysAgo(10),
    pushedBy: "told",
    pulled: null,
    size: 50_000_000,
    platforms: ["linux/amd64"],
    labels: [],
    ...more,
  };
}

/** Rules as a person writes them. */
export const rules = (...written: object[]): RetentionRule[] => written.map((its) => ruleSchema.parse(its));

/** What rules decide over some tags that nothing protects. */
export function decide(written: object[], tags: readonly TagFacts[], its: Judging = judging): Decisions {
  return decideTags(readyRules(rules(...written)), tags, its, () => null);
}

/** The names of those that go, in their order. */
export function going(written: object[], tags: readonly TagFacts[], its: Judging = judging): string[] {
  const { all } = decide(written, tags, its);
  return tags.filter((_, position) => all[position]?.action === "delete").map(({ tag: name }) => name);
}

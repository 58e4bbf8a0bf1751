import { namePattern } from "../pattern/name-pattern.ts";
import { ageInMilliseconds, readAge, readSize, sizeInBytes } from "../search/units.ts";
import type { ImageFacts, Judging, TagFacts } from "./facts.ts";
import type { Ages, RetentionRule } from "./policy.ts";
import type { Held, Unknown } from "./reason.ts";

/** Whether a condition holds, or what would have to be known to say. */
export type Verdict = "holds" | "fails" | Unknown;

/** A condition of a rule, made ready for many tags. */
interface Condition {
  readonly judge: (facts: ImageFacts, tag: string, judging: Judging) => Verdict;
  /** What makes it hold; asked only where it does. */
  readonly explain: (facts: ImageFacts, tag: string, judging: Judging) => Held;
}

/** A rule made ready: all that it asks for but a place among the newest. */
export interface ReadyRule {
  readonly rule: RetentionRule;
  /** `tag` is empty for a manifest without tags. */
  readonly judge: (facts: ImageFacts, tag: string, judging: Judging) => Verdict;
  readonly explain: (facts: ImageFacts, tag: string, judging: Judging) => Held[];
}

/** Makes a rule ready to be judged over many tags: patterns are compiled, ages and sizes read. */
export function readyRule(rule: RetentionRule): ReadyRule {
  const conditions = conditionsOf(rule);
  return {
    rule,
    judge: (facts, tag, judging) => {
      let verdict: Verdict = "holds";
      for (const condition of conditions) {
        const its = condition.judge(facts, tag, judging);
        // Whatever else is not known: this rule does not speak of it.
        if (its === "fails") return its;
        if (its !== "holds" && verdict === "holds") verdict = its;
      }
      return verdict;
    },
    explain: (facts, tag, judging) => conditions.map((condition) => condition.explain(facts, tag, judging)),
  };
}

function conditionsOf(rule: RetentionRule): Condition[] {
  const { tags, created, pushed, pulled, platforms, labels, largerThan, smallerThan } = rule;
  const conditions: Condition[] = [];
  // The cheapest that passes by most comes first.
  if (tags !== undefined) conditions.push(namedLike(tags));
  if (rule.untagged) conditions.push({ judge: () => "holds", explain: () => ({ condition: "untagged" }) });
  if (created !== undefined) conditions.push(since("created", created));
  if (pushed !== undefined) conditions.push(since("pushed", pushed));
  if (pulled !== undefined) conditions.push(lastPulled(pulled));
  if (largerThan !== undefined) conditions.push(sized("largerThan", largerThan));
  if (smallerThan !== undefined) conditions.push(sized("smallerThan", smallerThan));
  if (platforms !== undefined) conditions.push(runsOn(platforms));
  if (labels !== undefined) conditions.push(labelled(labels));
  return conditions;
}

function namedLike(patterns: readonly string[]): Condition {
  const ready = patterns.map((pattern) => ({ pattern, fits: namePattern(pattern) }));
  return {
    judge: (_, tag) => (ready.some(({ fits }) => fits(tag)) ? "holds" : "fails"),
    explain: (_, tag) => ({
      condition: "tags",
      pattern: (ready.length === 1 ? ready[0] : ready.find(({ fits }) => fits(tag)))?.pattern ?? "",
    }),
  };
}

function since(condition: "created" | "pushed", ages: Ages): Condition {
  const [older, newer] = [milliseconds(ages.olderThan), milliseconds(ages.newerThan)];
  return {
    judge: (facts, _, { now }) => {
      const at = facts[condition];
      if (at === null) return condition;
      if (older !== undefined && at >= now - older) return "fails";
      return newer !== undefined && at < now - newer ? "fails" : "holds";
    },
    explain: (facts) => ({
      condition,
      at: facts[condition],
      ...written(ages),
      ...(condition === "pushed" && facts.pushedBy === "seen" ? { seen: true } : {}),
    }),
  };
}

function lastPulled(ages: Ages): Condition {
  const [older, newer] = [milliseconds(ages.olderThan), milliseconds(ages.newerThan)];
  return {
    judge: (facts, _, judging) => {
      const olderHolds = older === undefined ? "holds" : negated(pulledWithin(facts, older, judging));
      const newerHolds = newer === undefined ? "holds" : pulledWithin(facts, newer, judging);
      if (olderHolds === "fails" || newerHolds === "fails") return "fails";
      return olderHolds === "holds" ? newerHolds : olderHolds;
    },
    explain: ({ pulled }) => ({ condition: "pulled", at: pulled, ...written(ages) }),
  };
}

function negated(verdict: Verdict): Verdict {
  if (verdict === "holds") return "fails";
  return verdict === "fails" ? "holds" : verdict;
}

/**
 * Whether it was pulled within a time. That no pull was heard of says something only where the registry told of pulls all
 * that time: from before it began, and at least once since.
 */
function pulledWithin({ pulled }: ImageFacts, time: number, { now, pulls }: Judging): Verdict {
  const start = now - time;
  if (pulled !== null && pulled >= start) return "holds";
  return pulls !== null && pulls.since <= start && pulls.until >= start ? "fails" : "pulled";
}

function sized(condition: "largerThan" | "smallerThan", than: string): Condition {
  const read = readSize(than);
  const limit = read === undefined ? Number.NaN : sizeInBytes(read.amount, read.unit);
  return {
    judge: ({ size }) => {
      if (size === null) return "size";
      return (condition === "largerThan" ? size > limit : size < limit) ? "holds" : "fails";
    },
    explain: ({ size }) => ({ condition, bytes: size ?? 0, than }),
  };
}

function runsOn(patterns: readonly string[]): Condition {
  const ready = patterns.map((pattern) => ({ pattern, fits: platformPattern(pattern) }));
  return {
    judge: ({ platforms }) => {
      if (platforms === null) return "platforms";
      return ready.some(({ fits }) => platforms.some(fits)) ? "holds" : "fails";
    },
    explain: ({ platforms }) => ({
      condition: "platforms",
      pattern: ready.find(({ fits }) => platforms?.some(fits))?.pattern ?? "",
    }),
  };
}

/** As a search has it: `linux/arm64` is any variant of it, and `windows/amd64` any version. */
function platformPattern(pattern: string): (platform: string) => boolean {
  const fits = namePattern(pattern);
  return (platform) =>
    fits(platform) || platform.startsWith(`${pattern}/`) || platform.startsWith(`${pattern} (`);
}

function labelled(wanted: readonly string[]): Condition {
  return {
    judge: ({ labels }) => {
      if (labels === null) return "labels";
      return wanted.some((label) => labels.includes(label)) ? "holds" : "fails";
    },
    explain: ({ labels }) => ({
      condition: "labels",
      label: wanted.find((label) => labels?.includes(label)) ?? "",
    }),
  };
}

function milliseconds(age: string | undefined): number | undefined {
  const read = age === undefined ? undefined : readAge(age);
  return read === undefined ? undefined : ageInMilliseconds(read.amount, read.unit);
}

function written({ olderThan, newerThan }: Ages): { olderThan?: string; newerThan?: string } {
  return {
    ...(olderThan === undefined ? {} : { olderThan }),
    ...(newerThan === undefined ? {} : { newerThan }),
  };
}

/** Whether what is judged is a tag. */
export function isTagFacts(facts: ImageFacts): facts is TagFacts {
  return "tag" in facts;
}

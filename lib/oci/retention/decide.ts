import { attachedTag } from "../attached.ts";
import type { ImageFacts, Judging, TagFacts } from "./facts.ts";
import { isTagFacts, type ReadyRule, readyRule } from "./judge.ts";
import type { Place } from "./places.ts";
import type { RetentionRule } from "./policy.ts";
import type { Held, Reason } from "./reason.ts";
import { type Spoken, speak } from "./speak.ts";

/** What becomes of one tag, or one manifest without tags. */
export type Decision =
  /** `rule` counts from 0. */
  | { readonly action: "delete"; readonly rule: number }
  | { readonly action: "keep"; readonly by: "rule"; readonly rule: number }
  | { readonly action: "keep"; readonly by: "none" | "protected" | "attached" };

/** What rules decide over the tags of one repository, or over its manifests without tags. */
export interface Decisions {
  /** In the order of what was asked. */
  readonly all: readonly Decision[];
  /** Why; found out for one at a time, since of 100,000 few are looked at. */
  readonly explain: (position: number) => Reason;
}

/** Names the pattern that protects a tag, as it is written; null where none does. */
export type ProtectedBy = (tag: TagFacts) => string | null;

/** A list of rules made ready, to be used over many repositories. */
export interface ReadyRules {
  readonly tags: readonly (ReadyRule | undefined)[];
  readonly untagged: readonly (ReadyRule | undefined)[];
}

/** Makes rules ready: patterns are compiled once. A rule speaks of tags or of manifests without any; its number stays. */
export function readyRules(rules: readonly RetentionRule[]): ReadyRules {
  const ready = rules.map(readyRule);
  return {
    tags: ready.map((its) => (its.rule.untagged ? undefined : its)),
    untagged: ready.map((its) => (its.rule.untagged ? its : undefined)),
  };
}

const keptBy = {
  none: { action: "keep", by: "none" },
  protected: { action: "keep", by: "protected" },
  attached: { action: "keep", by: "attached" },
} as const satisfies Readonly<Record<string, Decision>>;

/**
 * Reads rules from the top over the tags of one repository: the first whose conditions all hold decides; where none does, the
 * tag stays. What is not known never deletes: a delete rule that cannot be judged does not hold, a keep rule does.
 *
 * Tags that are there only for another manifest are not judged: they go with it. Protected ones are judged like the others, so
 * that a pattern changes nothing for other tags, and stay whatever was decided.
 *
 * The order in which the tags come makes no difference.
 */
export function decideTags(
  rules: ReadyRules,
  tags: readonly TagFacts[],
  judging: Judging,
  protectedBy: ProtectedBy,
): Decisions {
  const spoken = speak(rules.tags, tags, judging, (facts) => isTagFacts(facts) && !facts.attached);
  const patterns = tags.map((tag) => (tag.attached ? null : protectedBy(tag)));
  return {
    all: spoken.map((its, position) => {
      if (tags[position]?.attached === true) return keptBy.attached;
      return (patterns[position] ?? null) === null ? decisionOf(rules.tags, its) : keptBy.protected;
    }),
    explain: (position) => {
      const [facts, its, pattern] = [tags[position], spoken[position], patterns[position] ?? null];
      if (facts === undefined) throw new RangeError(`There is no tag at ${position}.`);
      const attached = facts.attached ? attachedTag(facts.tag) : undefined;
      if (attached !== undefined) return { code: "attached", subject: attached.subject };
      if (pattern !== null) {
        const decision = decisionOf(rules.tags, its);
        return { code: "protected", pattern, rule: decision.action === "delete" ? decision.rule : null };
      }
      return reasonOf(rules.tags, facts, its, judging);
    },
  };
}

/** As {@link decideTags}, for the manifests of a repository that no tag reaches, by the rules that speak of these. */
export function decideUntagged(
  rules: ReadyRules,
  manifests: readonly ImageFacts[],
  judging: Judging,
): Decisions {
  const spoken = speak(rules.untagged, manifests, judging, () => true);
  return {
    all: spoken.map((its) => decisionOf(rules.untagged, its)),
    explain: (position) => {
      const facts = manifests[position];
      if (facts === undefined) throw new RangeError(`There is no manifest at ${position}.`);
      return reasonOf(rules.untagged, facts, spoken[position], judging);
    },
  };
}

function decisionOf(rules: readonly (ReadyRule | undefined)[], spoken: Spoken | undefined): Decision {
  const rule = spoken?.rule ?? null;
  if (rule === null) return keptBy.none;
  return rules[rule]?.rule.action === "delete"
    ? { action: "delete", rule }
    : { action: "keep", by: "rule", rule };
}

function reasonOf(
  rules: readonly (ReadyRule | undefined)[],
  facts: ImageFacts,
  spoken: Spoken | undefined,
  judging: Judging,
): Reason {
  const rule = spoken?.rule ?? null;
  if (spoken === undefined || rule === null) return { code: "no-rule", doubt: spoken?.doubt ?? null };
  if (spoken.unknown !== null) return { code: "unknown", rule, unknown: spoken.unknown };
  const ready = rules[rule];
  const held = ready?.explain(facts, isTagFacts(facts) ? facts.tag : "", judging) ?? [];
  const place = ready === undefined || spoken.place === null ? [] : heldPlace(ready.rule, spoken.place);
  return { code: "rule", rule, held: [...held, ...place] };
}

function heldPlace({ newest, beyondNewest }: RetentionRule, { least, line }: Place): Held[] {
  const ranked = newest ?? beyondNewest;
  if (ranked === undefined) return [];
  const condition = newest === undefined ? "beyondNewest" : "newest";
  return [{ condition, place: least, line, count: ranked.count, by: ranked.by }];
}

import { lines, namesFrom, textOfNames, words } from "#components/ui/typed-list.ts";
import type { Newest, RetentionPolicy, RetentionRule } from "#lib/oci/retention/policy.ts";

/** Two ages as they are typed. */
export interface AgesDraft {
  readonly olderThan: string;
  readonly newerThan: string;
}

/** Places among the newest as they are typed. */
export interface NewestDraft {
  readonly count: string;
  readonly by: Newest["by"];
  readonly per: Newest["per"];
}

/** The conditions of a rule as they are typed; one that is not there is not asked. */
export interface ConditionsDraft {
  /** Patterns with blanks between them, as no tag has any. */
  readonly tags?: string;
  readonly created?: AgesDraft;
  readonly pushed?: AgesDraft;
  readonly pulled?: AgesDraft;
  readonly platforms?: string;
  /** One a line, since values may hold blanks. */
  readonly labels?: string;
  readonly largerThan?: string;
  readonly smallerThan?: string;
  readonly untagged?: true;
  /** Among the newest of a keep rule; beyond the newest of a delete rule. */
  readonly newest?: NewestDraft;
}

export type ConditionName = keyof ConditionsDraft;

/** In the order in which a rule shows them. */
export const conditionNames: readonly ConditionName[] = [
  "tags",
  "created",
  "pushed",
  "pulled",
  "newest",
  "platforms",
  "labels",
  "largerThan",
  "smallerThan",
  "untagged",
];

/** A rule as it is typed. */
export interface RuleDraft {
  /** Stays the same wherever the rule is moved. */
  readonly key: number;
  readonly action: RetentionRule["action"];
  readonly note: string;
  readonly conditions: ConditionsDraft;
}

/** A policy as it is typed. */
export interface PolicyDraft {
  readonly name: string;
  readonly registries: string;
  readonly repositories: string;
  readonly rules: readonly RuleDraft[];
}

export const emptyDraft: PolicyDraft = { name: "", registries: "", repositories: "", rules: [] };

const noAges: AgesDraft = { olderThan: "", newerThan: "" };

/** What a condition is when it is added. */
export function newCondition(name: ConditionName): ConditionsDraft {
  switch (name) {
    case "created":
    case "pushed":
    case "pulled":
      return { [name]: { ...noAges, olderThan: "30d" } };
    case "untagged":
      return { untagged: true };
    case "newest":
      return { newest: { count: "10", by: "version", per: "none" } };
    default:
      return { [name]: "" };
  }
}

/** A rule to begin with, of which the name of the tag is asked first. */
export function newRule(key: number, action: RuleDraft["action"]): RuleDraft {
  return { key, action, note: "", conditions: { tags: "" } };
}

/** A policy as it is typed, from one that is kept. */
export function draftOf({ name, registries, repositories, rules }: RetentionPolicy): PolicyDraft {
  return {
    name,
    registries: textOfNames(registries),
    repositories: textOfNames(repositories),
    rules: rules.map((rule, key) => ({
      key,
      action: rule.action,
      note: rule.note ?? "",
      conditions: conditionsOf(rule),
    })),
  };
}

function conditionsOf(rule: RetentionRule): ConditionsDraft {
  const { tags, created, pushed, pulled, platforms, labels, largerThan, smallerThan, untagged } = rule;
  const newest = rule.newest ?? rule.beyondNewest;
  return {
    ...(tags && { tags: tags.join(" ") }),
    ...(created && { created: { ...noAges, ...created } as AgesDraft }),
    ...(pushed && { pushed: { ...noAges, ...pushed } as AgesDraft }),
    ...(pulled && { pulled: { ...noAges, ...pulled } as AgesDraft }),
    ...(platforms && { platforms: platforms.join(" ") }),
    ...(labels && { labels: labels.join("\n") }),
    ...(largerThan !== undefined && { largerThan }),
    ...(smallerThan !== undefined && { smallerThan }),
    ...(untagged && { untagged }),
    ...(newest && { newest: { count: String(newest.count), by: newest.by, per: newest.per } }),
  };
}

/** What is typed, as the schema of policies checks it. */
export function inputOf({ name, registries, repositories, rules }: PolicyDraft): unknown {
  return {
    name,
    registries: namesFrom(registries),
    repositories: namesFrom(repositories),
    rules: rules.map(({ action, note, conditions }) => {
      const { tags, created, pushed, pulled, platforms, labels, newest, ...rest } = conditions;
      return {
        action,
        ...(note.trim() === "" ? {} : { note: note.trim() }),
        ...(tags === undefined ? {} : { tags: words(tags) }),
        ...(created === undefined ? {} : { created: agesOf(created) }),
        ...(pushed === undefined ? {} : { pushed: agesOf(pushed) }),
        ...(pulled === undefined ? {} : { pulled: agesOf(pulled) }),
        ...(platforms === undefined ? {} : { platforms: words(platforms) }),
        ...(labels === undefined ? {} : { labels: lines(labels) }),
        ...trimmed(rest),
        ...(newest === undefined
          ? {}
          : {
              [action === "keep" ? "newest" : "beyondNewest"]: { ...newest, count: numberOf(newest.count) },
            }),
      };
    }),
  };
}

function agesOf({ olderThan, newerThan }: AgesDraft) {
  return {
    ...(olderThan.trim() === "" ? {} : { olderThan: olderThan.trim() }),
    ...(newerThan.trim() === "" ? {} : { newerThan: newerThan.trim() }),
  };
}

function trimmed(rest: Pick<ConditionsDraft, "largerThan" | "smallerThan" | "untagged">) {
  return Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [name, typeof value === "string" ? value.trim() : value]),
  );
}

function numberOf(text: string): number {
  return /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
}

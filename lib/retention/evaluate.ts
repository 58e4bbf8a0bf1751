import { setImmediate as turn } from "node:timers/promises";
import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import {
  type Decisions,
  decideTags,
  decideUntagged,
  type ReadyRules,
  readyRules,
} from "#lib/oci/retention/decide.ts";
import type { ImageFacts, Judging, TagFacts } from "#lib/oci/retention/facts.ts";
import type { RetentionPolicy, RetentionRule } from "#lib/oci/retention/policy.ts";
import type { Reason } from "#lib/oci/retention/reason.ts";
import { governingIn } from "#lib/oci/retention/scope.ts";
import { protectionOf } from "#lib/settings/protection.ts";
import { pullsTold } from "./pulls-told.ts";
import { type RepositoryTags, tagFacts, type WantedFacts } from "./tag-facts.ts";

/** What an evaluation goes by. */
export interface EvaluationOptions {
  /** What ages are counted from, in milliseconds since 1970. */
  readonly now: number;
  /** The policies above this one: a repository that one of them speaks of is governed by it. */
  readonly above?: readonly RetentionPolicy[];
  /** One repository; all of the registry where it is not given. */
  readonly repository?: RepositoryName | undefined;
  /** The manifests of a repository that no tag reaches; none where it is not given. */
  readonly untagged?: (
    repository: RepositoryName,
  ) => Promise<readonly (ImageFacts & { readonly digest: Digest })[]>;
  readonly signal?: AbortSignal | undefined;
  /** What is known of the tags of the registry, where it is at hand; else it is read. */
  readonly facts?: ((wanted: WantedFacts) => AsyncIterable<RepositoryTags>) | undefined;
}

/** Tags that are judged before others get a turn: some milliseconds. */
const tagsAtOnce = 5_000;

/** A tag that goes. `rule` counts from 0. */
interface DeletedTag {
  readonly tag: Tag;
  readonly digest: Digest | null;
  readonly rule: number;
  readonly reason: Reason;
}

/** A manifest without tags that goes. */
interface DeletedManifest {
  readonly digest: Digest;
  readonly rule: number;
  readonly reason: Reason;
}

/** How many tags stay, by why. */
interface KeptCounts {
  /** By the number of the keep rule, from 0. */
  readonly byRule: ReadonlyMap<number, number>;
  /** No rule speaks of them. */
  readonly byNone: number;
  readonly protected: number;
  /** They go with what they are about. */
  readonly attached: number;
}

/** What a policy decides over one repository. */
export interface RepositoryDecisions {
  readonly repository: RepositoryName;
  readonly delete: readonly DeletedTag[];
  readonly untagged: readonly DeletedManifest[];
  readonly kept: KeptCounts;
}

/**
 * What a policy deletes and keeps in a registry, a repository at a time in the order of their names: those that it governs, by
 * what the index knows of them. No request is made and nothing is changed.
 *
 * Whoever deletes must ask where each tag points now, and what is protected now: both may have changed since.
 *
 * @throws {PatternError} where a stored pattern cannot be read.
 */
export async function* evaluatePolicy(
  db: Kysely<Schema>,
  registry: string,
  policy: RetentionPolicy,
  options: EvaluationOptions,
): AsyncGenerator<RepositoryDecisions, void, void> {
  const rules = readyRules(policy.rules);
  const untagged = rules.untagged.some((rule) => rule !== undefined) ? options.untagged : undefined;
  const visited = new Set<RepositoryName>();
  for await (const { repository, tags, decisions, judging } of decidedRepositories(
    db,
    registry,
    policy,
    rules,
    options,
  )) {
    visited.add(repository);
    yield {
      repository,
      delete: deletedTags(tags, decisions),
      untagged: deletedManifests(rules, (await untagged?.(repository)) ?? [], judging),
      kept: countKept(decisions),
    };
  }
  if (untagged === undefined) return;
  // Repositories of which every tag is gone have nothing but such manifests.
  const governing = governingIn([...(options.above ?? []), policy], registry);
  const judging = { now: options.now, pulls: await pullsTold(db, registry) };
  for (const repository of await knownRepositoryNames(db, registry, options.repository)) {
    if (visited.has(repository) || governing(repository) !== policy) continue;
    const going = deletedManifests(rules, await untagged(repository), judging);
    if (going.length > 0) yield { repository, delete: [], untagged: going, kept: nothingKept };
  }
}

const nothingKept: KeptCounts = { byRule: new Map(), byNone: 0, protected: 0, attached: 0 };

async function knownRepositoryNames(
  db: Kysely<Schema>,
  registry: string,
  only: RepositoryName | undefined,
): Promise<RepositoryName[]> {
  const rows = await db
    .selectFrom("index_repositories")
    .select("repository")
    .where("registry", "=", registry)
    .$if(only !== undefined, (query) => query.where("repository", "=", only ?? ""))
    .orderBy("repository")
    .execute();
  return rows.map(({ repository }) => repository as RepositoryName);
}

/** The tags of a repository with what was decided over each. */
export interface DecidedRepository {
  readonly repository: RepositoryName;
  readonly tags: readonly TagFacts[];
  readonly decisions: Decisions;
  readonly judging: Judging;
}

/**
 * As {@link evaluatePolicy}, with every tag and what was decided over it, for whoever shows them.
 *
 * @param rules those of the policy, made ready.
 */
export async function* decidedRepositories(
  db: Kysely<Schema>,
  registry: string,
  policy: RetentionPolicy,
  rules: ReadyRules,
  { now, above = [], repository: only, signal, facts: given }: EvaluationOptions,
): AsyncGenerator<DecidedRepository, void, void> {
  const governing = governingIn([...above, policy], registry);
  const find = await protectionOf(db, registry);
  const judging: Judging = { now, pulls: await pullsTold(db, registry) };
  const isWanted = (repository: RepositoryName) => governing(repository) === policy;
  const wanted = wantedFacts(policy.rules);
  const facts = given?.(wanted) ?? tagFacts(db, registry, wanted, { isWanted, only, signal });
  let sinceTurn = 0;
  for await (const { repository, tags } of facts) {
    if (!isWanted(repository)) continue;
    sinceTurn += tags.length;
    if (sinceTurn >= tagsAtOnce) {
      // SQLite answers at once, so that without this nobody else would get a turn before all are judged.
      await turn();
      signal?.throwIfAborted();
      sinceTurn = 0;
    }
    const protectedBy = ({ tag }: TagFacts) => find(repository, tag)?.tags ?? null;
    yield { repository, tags, judging, decisions: decideTags(rules, tags, judging, protectedBy) };
  }
}

function wantedFacts(rules: readonly RetentionRule[]): WantedFacts {
  return {
    pushed: rules.some(
      ({ pushed, newest, beyondNewest }) =>
        pushed !== undefined || newest?.by === "pushed" || beyondNewest?.by === "pushed",
    ),
    pulled: rules.some(({ pulled }) => pulled !== undefined),
    platforms: rules.some(({ platforms }) => platforms !== undefined),
    labels: rules.flatMap(({ labels }) => labels ?? []),
  };
}

function deletedTags(tags: readonly TagFacts[], { all, explain }: Decisions): DeletedTag[] {
  return all.flatMap((decision, position) => {
    const facts = tags[position];
    if (decision.action !== "delete" || facts === undefined) return [];
    return [{ tag: facts.tag, digest: facts.digest, rule: decision.rule, reason: explain(position) }];
  });
}

function deletedManifests(
  rules: ReadyRules,
  manifests: readonly (ImageFacts & { readonly digest: Digest })[],
  judging: Judging,
): DeletedManifest[] {
  const { all, explain } = decideUntagged(rules, manifests, judging);
  return all.flatMap((decision, position) => {
    const digest = manifests[position]?.digest;
    if (decision.action !== "delete" || digest === undefined) return [];
    return [{ digest, rule: decision.rule, reason: explain(position) }];
  });
}

function countKept({ all }: Decisions): KeptCounts {
  const byRule = new Map<number, number>();
  const counts = { none: 0, protected: 0, attached: 0 };
  for (const decision of all) {
    if (decision.action === "delete") continue;
    if (decision.by === "rule") byRule.set(decision.rule, (byRule.get(decision.rule) ?? 0) + 1);
    else counts[decision.by] += 1;
  }
  return { byRule, byNone: counts.none, protected: counts.protected, attached: counts.attached };
}

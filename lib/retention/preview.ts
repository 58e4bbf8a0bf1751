import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { readyRules } from "#lib/oci/retention/decide.ts";
import type { RetentionPolicy } from "#lib/oci/retention/policy.ts";
import { type DecidedRepository, decidedRepositories } from "./evaluate.ts";
import { factsRevision } from "./facts-revision.ts";
import { type PreviewCounts, type PreviewView, type PreviewWindow, windowOf } from "./preview-window.ts";
import { rememberedFacts } from "./remembered-facts.ts";

/** What a policy would do in a registry, with some rows of it. */
export interface PolicyPreview extends PreviewCounts, PreviewWindow {
  /** How long it took to find out, in milliseconds; 0 where it was known. */
  readonly took: number;
}

/** What is previewed. */
export interface PreviewRequest {
  readonly registry: string;
  readonly policy: RetentionPolicy;
  /** The policies above it. */
  readonly above: readonly RetentionPolicy[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly view: PreviewView;
  readonly signal?: AbortSignal | undefined;
}

/** A policy that was evaluated, kept while somebody scrolls through what it decides. */
interface Evaluated {
  readonly key: string;
  readonly repositories: readonly DecidedRepository[];
  readonly at: number;
}

/** How long a preview is good for whoever scrolls, in milliseconds: ages go on. */
const goodFor = 60_000;

/** Of each database of this process, the preview that was asked for last. */
const kept = new WeakMap<Kysely<Schema>, Evaluated>();

/**
 * What a policy would delete and keep in a registry, by what the index knows: counts of all, and some rows. Nothing is asked of
 * the registry, and nothing is changed.
 *
 * What was found out is kept for a minute, so that scrolling costs nothing; a change of the index, of activity, or of what is
 * protected has it found out anew.
 */
export async function previewPolicy(db: Kysely<Schema>, request: PreviewRequest): Promise<PolicyPreview> {
  const { registry, policy, above, now, view, signal } = request;
  const start = performance.now();
  const revision = await factsRevision(db, registry);
  const key = JSON.stringify([registry, policy, above, revision]);
  const known = kept.get(db);
  if (known?.key === key && now - known.at < goodFor) {
    return { ...windowOf(known.repositories, policy.rules.length, view), took: 0 };
  }
  const repositories: DecidedRepository[] = [];
  const options = { now, above, signal, facts: rememberedFacts(db, registry, revision, signal) };
  for await (const decided of decidedRepositories(db, registry, policy, readyRules(policy.rules), options)) {
    repositories.push(decided);
  }
  keep(db, { key, repositories, at: now });
  const took = Math.round(performance.now() - start);
  return { ...windowOf(repositories, policy.rules.length, view), took };
}

function keep(db: Kysely<Schema>, evaluated: Evaluated): void {
  kept.set(db, evaluated);
  // Memory is given back when nobody looks any more.
  setTimeout(() => {
    if (kept.get(db) === evaluated) kept.delete(db);
  }, goodFor).unref();
}

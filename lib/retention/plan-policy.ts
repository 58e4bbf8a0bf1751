import type { Kysely } from "kysely";
import { makePlan, type NewPlan } from "#lib/cleanup/plan/plans.ts";
import type { Plan, PlanChoice, PlanReason } from "#lib/cleanup/plan/types.ts";
import { database } from "#lib/db/database.ts";
import type { Schema } from "#lib/db/schema.ts";
import { inTurns } from "#lib/index/in-turns.ts";
import { untaggedRows } from "#lib/index/untagged.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import type { ImageFacts } from "#lib/oci/retention/facts.ts";
import type { Reason } from "#lib/oci/retention/reason.ts";
import { findRegistry } from "#lib/settings/registries.ts";
import { evaluatePolicy } from "./evaluate.ts";
import { knownPolicies } from "./policies.ts";
import { RetentionError } from "./retention-error.ts";

/**
 * Makes a plan of what a policy deletes in a registry, by what the index knows now; nothing is changed in the registry.
 *
 * @param name of the policy, one of those that hold.
 * @param stopping ends the work when the server stops; it is gone on with at its next start.
 * @throws {SettingsError} where no registry has this slug.
 * @throws {RetentionError} `POLICY_UNKNOWN`
 * @throws {CleanupError} `PLAN_EMPTY` where the policy deletes nothing.
 */
export async function planPolicy(
  slug: string,
  name: string,
  plan: NewPlan,
  stopping: AbortSignal,
): Promise<Plan> {
  await findRegistry(slug);
  const draft = { ...plan, registry: slug, origin: { kind: "policy", policy: name } } as const;
  return makePlan(draft, choicesOf(database(), slug, name), stopping);
}

async function* choicesOf(
  db: Kysely<Schema>,
  registry: string,
  name: string,
): AsyncGenerator<PlanChoice, void, void> {
  const { policies } = await knownPolicies(db);
  const position = policies.findIndex(({ policy }) => policy.name === name);
  const known = policies[position];
  if (known === undefined) {
    throw new RetentionError("POLICY_UNKNOWN", `No policy is called “${name}”.`, { name });
  }
  const untagged = await untaggedFacts(db, registry);
  const decided = evaluatePolicy(db, registry, known.policy, {
    now: Date.now(),
    above: policies.slice(0, position).map(({ policy }) => policy),
    untagged: (repository) => Promise.resolve(untagged.get(repository) ?? []),
  });
  for await (const decisions of decided) {
    const { repository } = decisions;
    if (decisions.delete.length + decisions.untagged.length === 0) continue;
    yield {
      repository,
      tags: decisions.delete.map(({ tag, digest, rule, reason }) => ({
        tag,
        digest,
        reason: asPlanReason(reason, rule),
      })),
      untagged: decisions.untagged.map(({ digest, rule, reason }) => ({
        digest,
        reason: asPlanReason(reason, rule),
      })),
    };
  }
}

/** What is known of the manifests of a registry that no tag is on, by repository. */
async function untaggedFacts(
  db: Kysely<Schema>,
  registry: string,
): Promise<ReadonlyMap<RepositoryName, readonly (ImageFacts & { readonly digest: Digest })[]>> {
  const rows = await untaggedRows(db, registry);
  const known = new Map<string, { size: number | null; created: string | null; platforms: string }>();
  for await (const some of inTurns([...new Set(rows.map(({ digest }) => digest))])) {
    const manifests = await db
      .selectFrom("index_manifests")
      .select(["digest", "size", "created", "platforms"])
      .where("digest", "in", some)
      .execute();
    for (const manifest of manifests) known.set(manifest.digest, manifest);
  }
  const pulls = await pullsByDigest(db, registry);
  const facts = rows.map(({ repository, digest, foundAt }) => {
    const manifest = known.get(digest);
    const created = Date.parse(manifest?.created ?? "");
    return {
      repository,
      digest,
      created: Number.isNaN(created) ? null : created,
      pushed: foundAt,
      pushedBy: "seen" as const,
      pulled: pulls.get(`${repository} ${digest}`) ?? null,
      size: manifest?.size === undefined || manifest.size === null ? null : Number(manifest.size),
      platforms: manifest === undefined ? null : (JSON.parse(manifest.platforms) as string[]),
      labels: null,
    };
  });
  return Map.groupBy(facts, ({ repository }) => repository);
}

/** When manifests were last pulled by their digests, by repository and digest. */
async function pullsByDigest(db: Kysely<Schema>, registry: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom("activity_pulls")
    .select(["repository", "reference", "last_pulled_at"])
    .where("registry", "=", registry)
    // No tag has a colon.
    .where("reference", "like", "%:%")
    .execute();
  return new Map(
    rows.map(({ repository, reference, last_pulled_at }) => [`${repository} ${reference}`, last_pulled_at]),
  );
}

/** Rules are counted from 1 by people. */
function asPlanReason(reason: Reason, rule: number): PlanReason {
  return { code: "RULE", params: { rule: rule + 1, reason: JSON.stringify(reason) } };
}

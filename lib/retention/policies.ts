import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { policySchema, type RetentionPolicy } from "#lib/oci/retention/policy.ts";
import type { YamlIssue } from "#lib/oci/retention/yaml.ts";
import { mountedRetention } from "#lib/settings/retention-file.ts";
import { RetentionError } from "./retention-error.ts";

/** A policy as it is kept. */
export interface KnownPolicy {
  readonly id: string;
  readonly policy: RetentionPolicy;
  /** When it was last changed, in milliseconds since 1970; null for one of the mounted file. */
  readonly updatedAt: number | null;
}

/** The file that policies are mounted in. */
export interface MountedFile {
  readonly path: string;
  /** Empty where it is right. */
  readonly issues: readonly YamlIssue[];
  /** It is wrong and never was right since this process began: no rule deletes anything. */
  readonly unknown: boolean;
  /** Policies that are stored, and rest as long as the file is mounted. */
  readonly resting: number;
}

/** The policies that hold, in their order: of those that speak of a repository the first governs it. */
export interface KnownPolicies {
  readonly policies: readonly KnownPolicy[];
  /** Null where none is mounted. */
  readonly file: MountedFile | null;
}

/**
 * The policies that hold: those of the mounted file alone where there is one, so that what is in git is all there is; else those
 * that are stored.
 */
export async function knownPolicies(db: Kysely<Schema>): Promise<KnownPolicies> {
  const stored = await storedPolicies(db);
  const mounted = mountedRetention();
  if (mounted.state === "none") return { policies: stored, file: null };
  const policies = mounted.document?.policies ?? [];
  return {
    policies: policies.map((policy, position) => ({ id: `file:${position}`, policy, updatedAt: null })),
    file: {
      path: mounted.path,
      issues: mounted.state === "wrong" ? mounted.issues : [],
      unknown: mounted.document === null,
      resting: stored.length,
    },
  };
}

/** The policies that are stored, whether they hold or not. */
export async function storedPolicies(db: Kysely<Schema>): Promise<KnownPolicy[]> {
  const rows = await db.selectFrom("retention_policies").selectAll().orderBy("position").execute();
  return rows.map(({ id, policy, updated_at }) => ({
    id,
    policy: policySchema.parse(JSON.parse(policy)),
    updatedAt: updated_at,
  }));
}

/**
 * One of the policies that hold.
 *
 * @throws {RetentionError} `POLICY_UNKNOWN`
 */
export async function findPolicy(db: Kysely<Schema>, id: string): Promise<KnownPolicy> {
  const { policies } = await knownPolicies(db);
  const known = policies.find((its) => its.id === id);
  if (known === undefined) throw unknownPolicy(id);
  return known;
}

/** The policies above one, in their order; all of them for one that is not there yet, since it comes last. */
export async function policiesAbove(db: Kysely<Schema>, id: string | null): Promise<RetentionPolicy[]> {
  const policies = (await knownPolicies(db)).policies;
  const position = policies.findIndex((its) => its.id === id);
  return (position === -1 ? policies : policies.slice(0, position)).map(({ policy }) => policy);
}

/** That there is no policy of an id. */
export function unknownPolicy(id: string): RetentionError {
  return new RetentionError("POLICY_UNKNOWN", "There is no such policy: it may have been removed.", { id });
}

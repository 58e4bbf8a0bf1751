import { randomUUID } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import { type Alongside, nothingAlongside } from "#lib/db/alongside.ts";
import { exclusively } from "#lib/db/exclusively.ts";
import type { Schema } from "#lib/db/schema.ts";
import type { RetentionPolicy } from "#lib/oci/retention/policy.ts";
import { mountedRetention } from "#lib/settings/retention-file.ts";
import { type KnownPolicy, storedPolicies, unknownPolicy } from "./policies.ts";
import { RetentionError } from "./retention-error.ts";

/** A policy as it was and as it is; null where there is none. */
interface PolicyChanged {
  readonly before: RetentionPolicy | null;
  readonly after: RetentionPolicy | null;
}

/** The names of policies in the order as it was and as it is. */
interface OrderChanged {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * Adds a policy below the others.
 *
 * @throws {RetentionError} `POLICY_NAME_TAKEN`, `RETENTION_MOUNTED`
 */
export async function addPolicy(
  db: Kysely<Schema>,
  policy: RetentionPolicy,
  now: number,
  also: Alongside<PolicyChanged> = nothingAlongside,
): Promise<KnownPolicy> {
  return changing(db, async (transaction, stored) => {
    refuseName(stored, policy.name);
    const id = randomUUID();
    await insert(transaction, [{ id, policy, updatedAt: now }], stored.length);
    await also(transaction, { before: null, after: policy });
    return { id, policy, updatedAt: now };
  });
}

/**
 * Changes a policy.
 *
 * @param seen `updatedAt` of what was changed, so that two people do not overwrite each other.
 * @throws {RetentionError} `POLICY_UNKNOWN`, `POLICY_CHANGED`, `POLICY_NAME_TAKEN`, `RETENTION_MOUNTED`
 */
export async function changePolicy(
  db: Kysely<Schema>,
  id: string,
  policy: RetentionPolicy,
  seen: number,
  now: number,
  also: Alongside<PolicyChanged> = nothingAlongside,
): Promise<KnownPolicy> {
  return changing(db, async (transaction, stored) => {
    const before = stored.find((its) => its.id === id);
    if (before === undefined) throw unknownPolicy(id);
    if (before.updatedAt !== seen) {
      throw new RetentionError(
        "POLICY_CHANGED",
        `Somebody else has changed the policy “${before.policy.name}” since you opened it. Reload it, and make your change again.`,
        { name: before.policy.name },
      );
    }
    refuseName(
      stored.filter((its) => its.id !== id),
      policy.name,
    );
    const updatedAt = Math.max(now, seen + 1);
    await transaction
      .updateTable("retention_policies")
      .set({ policy: JSON.stringify(policy), updated_at: updatedAt })
      .where("id", "=", id)
      .execute();
    await also(transaction, { before: before.policy, after: policy });
    return { id, policy, updatedAt };
  });
}

/**
 * Removes a policy. What it governed is then governed by the next one that speaks of it, or by none.
 *
 * @throws {RetentionError} `POLICY_UNKNOWN`, `RETENTION_MOUNTED`
 */
export async function removePolicy(
  db: Kysely<Schema>,
  id: string,
  also: Alongside<PolicyChanged> = nothingAlongside,
): Promise<void> {
  await changing(db, async (transaction, stored) => {
    const before = stored.find((its) => its.id === id);
    if (before === undefined) throw unknownPolicy(id);
    await rewrite(
      transaction,
      stored.filter((its) => its !== before),
    );
    await also(transaction, { before: before.policy, after: null });
  });
}

/**
 * Puts policies in another order.
 *
 * @param ids all of them.
 * @throws {RetentionError} `RETENTION_CHANGED` where these are not all; `RETENTION_MOUNTED`
 */
export async function orderPolicies(
  db: Kysely<Schema>,
  ids: readonly string[],
  also: Alongside<OrderChanged> = nothingAlongside,
): Promise<KnownPolicy[]> {
  return changing(db, async (transaction, stored) => {
    const byId = new Map(stored.map((its) => [its.id, its]));
    const ordered = ids.flatMap((id) => byId.get(id) ?? []);
    if (ordered.length !== stored.length || new Set(ids).size !== ids.length) throw changed();
    await rewrite(transaction, ordered);
    const names = (policies: readonly KnownPolicy[]) => policies.map(({ policy }) => policy.name);
    await also(transaction, { before: names(stored), after: names(ordered) });
    return ordered;
  });
}

/** Replaces every stored policy, in a transaction that is under way. One of the same name keeps its id. */
export async function writePolicies(
  transaction: Transaction<Schema>,
  policies: readonly RetentionPolicy[],
  now: number,
): Promise<void> {
  const byName = new Map((await storedPolicies(transaction)).map((its) => [its.policy.name, its]));
  const after = policies.map((policy): KnownPolicy => {
    const before = byName.get(policy.name);
    if (before === undefined) return { id: randomUUID(), policy, updatedAt: now };
    const same = JSON.stringify(before.policy) === JSON.stringify(policy);
    return same ? before : { id: before.id, policy, updatedAt: Math.max(now, (before.updatedAt ?? 0) + 1) };
  });
  await rewrite(transaction, after);
}

/** What is stored has changed since it was looked at. */
export function changed(): RetentionError {
  return new RetentionError(
    "RETENTION_CHANGED",
    "Somebody else has changed the policies since you opened them. Reload the page, and make your change again.",
  );
}

/**
 * Refuses to change what a mounted file says.
 *
 * @throws {RetentionError} `RETENTION_MOUNTED`
 */
export function refuseMounted(): void {
  const mounted = mountedRetention();
  if (mounted.state === "none") return;
  throw new RetentionError(
    "RETENTION_MOUNTED",
    `The policies come from the file of STOWAGE_RETENTION_FILE, ${mounted.path}, and can only be changed there.`,
    { path: mounted.path },
  );
}

function changing<Result>(
  db: Kysely<Schema>,
  change: (transaction: Transaction<Schema>, stored: KnownPolicy[]) => Promise<Result>,
): Promise<Result> {
  refuseMounted();
  return exclusively(db, "retention", async (transaction) =>
    change(transaction, await storedPolicies(transaction)),
  );
}

async function rewrite(transaction: Transaction<Schema>, policies: readonly KnownPolicy[]): Promise<void> {
  await transaction.deleteFrom("retention_policies").execute();
  await insert(transaction, policies, 0);
}

async function insert(
  transaction: Transaction<Schema>,
  policies: readonly KnownPolicy[],
  from: number,
): Promise<void> {
  if (policies.length === 0) return;
  await transaction
    .insertInto("retention_policies")
    .values(
      policies.map(({ id, policy, updatedAt }, index) => ({
        id,
        position: from + index,
        policy: JSON.stringify(policy),
        updated_at: updatedAt ?? 0,
      })),
    )
    .execute();
}

function refuseName(others: readonly KnownPolicy[], name: string): void {
  if (!others.some(({ policy }) => policy.name === name)) return;
  throw new RetentionError(
    "POLICY_NAME_TAKEN",
    `There is already a policy “${name}”.`,
    { name },
    { field: "name" },
  );
}

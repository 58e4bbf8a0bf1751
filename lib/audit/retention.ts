import type { Kysely } from "kysely";
import { z } from "zod";
import { type Alongside, nothingAlongside } from "#lib/db/alongside.ts";
import { firstIdAt } from "#lib/db/next-ids.ts";
import type { Schema } from "#lib/db/schema.ts";
import { repeat } from "#lib/jobs/every.ts";
import { writeDown } from "#lib/jobs/write-down.ts";
import { readValue, writeValue } from "#lib/settings/values.ts";
import { bySystem, writeAudit } from "./write.ts";

const day = 24 * 60 * 60_000;
const name = "audit-days";

/** Entries are kept for so many days where nobody has said otherwise. */
const usualDays = 365;

/** Least and most days that entries may be kept. */
export const auditDaysRange = { least: 7, most: 3_650 } as const;

const daysSchema = z.number().int().min(auditDaysRange.least).max(auditDaysRange.most);

/** How long entries are kept. */
export interface AuditRetention {
  readonly days: number;
  /** Decided by STOWAGE_AUDIT_DAYS. */
  readonly locked: boolean;
}

/** @param configured what STOWAGE_AUDIT_DAYS says, if it is set. */
export async function auditRetention(
  db: Kysely<Schema>,
  configured: number | undefined,
): Promise<AuditRetention> {
  if (configured !== undefined) return { days: configured, locked: true };
  return { days: (await readValue(db, name, daysSchema)) ?? usualDays, locked: false };
}

/**
 * Sets how long entries are kept, in days. What is older goes with the next purge, within a day.
 *
 * @param also gets the days before and after. The caller has refused it where the environment decides.
 */
export async function setAuditDays(
  db: Kysely<Schema>,
  days: number,
  also: Alongside<{ readonly before: number; readonly after: number }> = nothingAlongside,
): Promise<AuditRetention> {
  return db.transaction().execute(async (transaction) => {
    const { days: before } = await auditRetention(transaction, undefined);
    await writeValue(transaction, name, days);
    await also(transaction, { before, after: days });
    return { days, locked: false };
  });
}

/**
 * Removes entries that are older than so many days, and writes an entry of it where there were any. The database lets go of
 * no other: the horizon, before which it does, is set in the same transaction.
 *
 * @param now milliseconds since 1970.
 * @returns how many were removed.
 */
export async function purgeAudit(db: Kysely<Schema>, days: number, now: number): Promise<number> {
  const before = firstIdAt(now - days * day);
  return db.transaction().execute(async (transaction) => {
    await transaction.updateTable("audit_horizon").set({ before_id: before }).execute();
    const { numDeletedRows } = await transaction
      .deleteFrom("audit_entries")
      .where("id", "<", before)
      .executeTakeFirst();
    const removed = Number(numDeletedRows);
    if (removed > 0) {
      const details = { removed, before: new Date(now - days * day).toISOString(), days };
      await writeAudit(transaction, bySystem, { action: "audit.purge", outcome: "done", details }, now);
    }
    return removed;
  });
}

/** From now on, removes what is too old once a day, until `signal` fires. */
export function scheduleAuditPurge(
  db: Kysely<Schema>,
  configured: number | undefined,
  signal: AbortSignal,
): void {
  const what = "Removing old entries of the audit log";
  const purge = async () => purgeAudit(db, (await auditRetention(db, configured)).days, Date.now());
  purge().catch((error: unknown) => writeDown(what, error));
  repeat({ every: day, what, signal }, purge);
}

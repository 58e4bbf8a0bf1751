import type { Kysely } from "kysely";
import { type AuditRetention, setAuditDays } from "#lib/audit/retention.ts";
import type { Alongside } from "#lib/db/alongside.ts";
import type { Schema } from "#lib/db/schema.ts";
import { settingLocked } from "./access-error.ts";

/**
 * Has an administrator set how long the audit log keeps entries, in days.
 *
 * @param configured what STOWAGE_AUDIT_DAYS says, if it is set.
 * @param also gets the days before and after.
 * @throws {AccessError} `SETTING_LOCKED` where the environment has decided.
 */
export async function changeAuditDays(
  db: Kysely<Schema>,
  configured: number | undefined,
  days: number,
  also: Alongside<{ readonly before: number; readonly after: number }>,
): Promise<AuditRetention> {
  if (configured !== undefined) throw settingLocked("How long the audit log is kept", "STOWAGE_AUDIT_DAYS");
  return setAuditDays(db, days, also);
}

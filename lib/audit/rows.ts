import type { Selectable } from "kysely";
import type { AuditTables } from "#lib/db/tables/audit-tables.ts";
import type { AuditActor, AuditDetails, AuditEntry, AuditOutcome } from "./types.ts";

/** An entry as its row has it; `writeAudit` wrote it, so that its words are known. */
export function entryFromRow(row: Selectable<AuditTables["audit_entries"]>): AuditEntry {
  return {
    id: row.id,
    at: row.at,
    actor: { kind: row.actor_kind as AuditActor["kind"], id: row.actor_id, name: row.actor_name },
    address: row.address,
    userAgent: row.user_agent,
    action: row.action,
    registry: row.registry,
    repository: row.repository,
    reference: row.reference,
    outcome: row.outcome as AuditOutcome,
    code: row.code,
    details: JSON.parse(row.details) as AuditDetails,
  };
}

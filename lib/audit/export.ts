import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { AuditFilter } from "./filter.ts";
import type { AuditEntry } from "./types.ts";
import { auditWindow } from "./window.ts";

/** An entry as it is exported: its instants as people and other programs read them. */
export interface ExportedEntry extends Omit<AuditEntry, "at"> {
  /** ISO 8601. */
  readonly at: string;
}

/**
 * Every entry that a filter lets through, the newest first, a page in memory at a time. Entries that are written meanwhile are
 * not among them.
 */
export async function* exportAudit(
  db: Kysely<Schema>,
  filter: AuditFilter,
): AsyncGenerator<ExportedEntry, void, void> {
  let before: number | undefined;
  do {
    const page = await auditWindow(db, filter, before);
    for (const { id, at, ...entry } of page.entries) yield { id, at: new Date(at).toISOString(), ...entry };
    before = page.next ?? undefined;
  } while (before !== undefined);
}

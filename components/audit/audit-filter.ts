import type { AuditOutcome } from "#lib/audit/types.ts";

/** Which entries are shown; an empty text does not matter. The names are those of the page's address and of the API. */
export interface AuditFilter {
  readonly text: string;
  readonly actor: string;
  /** An action, or a whole topic. */
  readonly action: string;
  readonly registry: string;
  readonly repository: string;
  readonly outcome: AuditOutcome | null;
  /** Days, such as `2026-01-02`. */
  readonly from: string;
  readonly to: string;
}

/** The query of the API for a filter, and more. */
export function auditQuery(filter: AuditFilter, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(more);
  for (const [name, value] of Object.entries(filter)) {
    const text = String(value ?? "").trim();
    if (text !== "") query.set(name, text);
  }
  return query.toString();
}

/** Whether a filter lets everything through. */
export function isOpen(filter: AuditFilter): boolean {
  return auditQuery(filter) === "";
}

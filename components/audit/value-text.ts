import type { AuditValue } from "#lib/audit/types.ts";

/** A value of an entry's details as a line of text. */
export function textOf(value: AuditValue): string {
  if (value === null) return "—";
  return typeof value === "string" ? value : JSON.stringify(value);
}

import type { AuditDetails, AuditValue } from "./types.ts";

/** The most values of a list that an entry names; of more it says how many there are. */
const named = 50;

/** The longest text that an entry holds, in characters. */
const longest = 500;

/**
 * What of some fields has changed: `{ changes: { name: { before, after } } }`, without those that stayed. A field that is absent
 * is null. Give it no field that holds a secret: of those, say only that they changed.
 */
export function changesOf(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): AuditDetails {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  const changes = changed.map((name) => [
    name,
    { before: auditValue(before[name]), after: auditValue(after[name]) },
  ]);
  return { changes: Object.fromEntries(changes) };
}

/** A value as an entry holds it: no longer than somebody reads. */
export function auditValue(value: unknown): AuditValue {
  if (value === undefined || value === null) return null;
  if (typeof value === "string") return value.length > longest ? `${value.slice(0, longest)}…` : value;
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) {
    const some = value.slice(0, named).map(auditValue);
    return value.length > named ? [...some, `… (${value.length})`] : some;
  }
  if (typeof value !== "object") return String(value);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, auditValue(inner)]));
}

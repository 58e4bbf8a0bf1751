import type { Visitor } from "#lib/access/principal.ts";
import type { TokenSummary, TokensOf } from "#lib/access/tokens/tokens.ts";
import type { AuditSubject } from "#lib/audit/types.ts";

/** Whose tokens somebody may see and revoke. */
export function tokensOf(principal: Extract<Visitor, { kind: "user" }>): TokensOf {
  return principal.role === "administrator" ? "everybody" : { ownerId: principal.id };
}

/** A token in the audit log: never itself, but how it begins. */
export function tokenAudit({ id, name, prefix, owner, expiresAt, scopes }: TokenSummary): AuditSubject {
  return { details: { id, name, prefix, owner, expiresAt, scopes } };
}

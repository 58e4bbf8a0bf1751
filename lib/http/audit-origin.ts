import type { Principal } from "#lib/access/principal.ts";
import type { AuditActor, AuditOrigin } from "#lib/audit/types.ts";

/** Who asks and from where, as the audit log has it. */
export function auditOrigin(principal: Principal | null, headers: Headers, address: string): AuditOrigin {
  return { actor: actorOf(principal), address: address || null, userAgent: headers.get("user-agent") };
}

function actorOf(principal: Principal | null): AuditActor {
  if (principal === null || principal.kind === "anonymous") return { kind: "anonymous" };
  if (principal.kind === "token") {
    const { id, name, owner } = principal;
    return { kind: "token", id, name, owner: owner.username };
  }
  return { kind: "user", id: principal.id, name: principal.username };
}

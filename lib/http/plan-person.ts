import type { TokenPrincipal, Visitor } from "#lib/access/principal.ts";
import type { PlanPerson } from "#lib/cleanup/plan/types.ts";

/** Whoever asks, as a plan names people. A token acts for its owner. */
export function planPerson(principal: Extract<Visitor, { kind: "user" }> | TokenPrincipal): PlanPerson {
  return principal.kind === "token"
    ? { kind: "token", name: `${principal.owner.username}/${principal.name}` }
    : { kind: "user", name: principal.username };
}

import type { Principal } from "#lib/access/principal.ts";
import type { PlanPerson } from "#lib/cleanup/plan/types.ts";

/** Whoever asks, as a plan names people. */
export function planPerson(principal: Extract<Principal, { kind: "user" }>): PlanPerson {
  return { kind: "user", name: principal.username };
}

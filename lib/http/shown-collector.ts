import type { Role } from "#lib/access/role.ts";
import type { CollectorState } from "#lib/cleanup/collection/collection-types.ts";

/** How garbage is collected, as somebody of a role may see it: a webhook's address is for administrators alone, as it may be a secret itself. */
export function shownCollector(role: Role, state: CollectorState): CollectorState {
  if (role === "administrator") return state;
  return { ...state, setting: { ...state.setting, webhook: null }, hasWebhookSecret: false };
}

import type { MayDelete } from "#components/tag-table/table-registry.ts";
import type { Visitor } from "#lib/access/principal.ts";
import type { RegistrySetting } from "#lib/settings/types.ts";

/** Whether somebody may delete tags in a registry. The server checks again. */
export function mayDeleteIn({ readOnly }: RegistrySetting, { role }: Visitor): MayDelete {
  if (readOnly) return "read-only";
  return role === "viewer" ? "role" : "yes";
}

import type { Alongside } from "#lib/db/alongside.ts";
import { database } from "#lib/db/database.ts";
import { forgetRegistry } from "#lib/index/forget-registry.ts";
import type { RegistryChange } from "#lib/settings/registry-store.ts";

/**
 * Forgets a stored registry with all that was known of it, its activity as well. The registry itself is not touched.
 *
 * @throws {SettingsError} `REGISTRY_UNKNOWN`, `REGISTRY_LOCKED`
 */
export async function forgetRegistryAndActivity(
  slug: string,
  also?: Alongside<RegistryChange>,
): Promise<void> {
  await forgetRegistry(slug, also);
  for (const table of [
    "activity",
    "activity_changes",
    "activity_endpoints",
    "activity_lookups",
    "activity_pulls",
    "activity_seen",
  ] as const) {
    await database().deleteFrom(table).where("registry", "=", slug).execute();
  }
}

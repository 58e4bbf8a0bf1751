import { forgetRegistryAndActivity } from "#lib/activity/forget-registry.ts";
import type { Alongside } from "#lib/db/alongside.ts";
import { database } from "#lib/db/database.ts";
import type { RegistryChange } from "#lib/settings/registry-store.ts";

/**
 * Forgets a stored registry with all that was known of it, and how its garbage is collected. The registry itself is not touched.
 *
 * @throws {SettingsError} `REGISTRY_UNKNOWN`, `REGISTRY_LOCKED`
 */
export async function forgetRegistryAndCleanup(
  slug: string,
  also?: Alongside<RegistryChange>,
): Promise<void> {
  await forgetRegistryAndActivity(slug, also);
  for (const table of ["cleanup_collectors", "cleanup_collections", "cleanup_schedules"] as const) {
    await database().deleteFrom(table).where("registry", "=", slug).execute();
  }
}

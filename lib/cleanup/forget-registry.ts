import { forgetRegistryAndActivity } from "#lib/activity/forget-registry.ts";
import { database } from "#lib/db/database.ts";

/**
 * Forgets a stored registry with all that was known of it, and how its garbage is collected. The registry itself is not touched.
 *
 * @throws {SettingsError} `REGISTRY_UNKNOWN`, `REGISTRY_LOCKED`
 */
export async function forgetRegistryAndCleanup(slug: string): Promise<void> {
  await forgetRegistryAndActivity(slug);
  for (const table of ["cleanup_collectors", "cleanup_collections"] as const) {
    await database().deleteFrom(table).where("registry", "=", slug).execute();
  }
}

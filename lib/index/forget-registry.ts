import type { Alongside } from "#lib/db/alongside.ts";
import { database } from "#lib/db/database.ts";
import { forgetJob } from "#lib/jobs/jobs.ts";
import { removeRegistry } from "#lib/settings/registries.ts";
import type { RegistryChange } from "#lib/settings/registry-store.ts";
import { forgetRepositories, knownRepositoryNames } from "./repository-rows.ts";
import { forgetSizes } from "./sizes/forget-sizes.ts";
import { syncJobId } from "./sync-job-id.ts";

/**
 * Forgets a stored registry, its credentials, and what was known of it. The registry itself is not touched.
 *
 * What digests name stays: other registries may hold the same.
 *
 * @throws {SettingsError} `REGISTRY_UNKNOWN`, `REGISTRY_LOCKED`
 */
export async function forgetRegistry(slug: string, also?: Alongside<RegistryChange>): Promise<void> {
  await removeRegistry(slug, also);
  const db = database();
  await forgetJob(db, syncJobId(slug));
  await forgetRepositories(db, slug, await knownRepositoryNames(db, slug));
  await forgetSizes(db, slug);
  await db.deleteFrom("index_garbage").where("registry", "=", slug).execute();
  await db.deleteFrom("index_registries").where("registry", "=", slug).execute();
}

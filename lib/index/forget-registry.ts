import { database } from "#lib/db/database.ts";
import { forgetJob } from "#lib/jobs/jobs.ts";
import { removeRegistry } from "#lib/settings/registries.ts";
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
export async function forgetRegistry(slug: string): Promise<void> {
  await removeRegistry(slug);
  const db = database();
  await forgetJob(db, syncJobId(slug));
  await forgetRepositories(db, slug, await knownRepositoryNames(db, slug));
  await forgetSizes(db, slug);
  await db.deleteFrom("index_garbage").where("registry", "=", slug).execute();
  await db.deleteFrom("index_registries").where("registry", "=", slug).execute();
}

import { database } from "#lib/db/database.ts";
import { findRegistry, listRegistries, type RegistrySetting } from "#lib/settings/registries.ts";
import { catalogSummary, recentImages } from "./overview.ts";
import { storedRepositoryRows } from "./repository-rows.ts";
import type { RegistryOverview, RepositoryRow } from "./types.ts";

/**
 * The repositories of a registry as they were last seen, without asking it.
 *
 * @throws {SettingsError} where no registry has this slug.
 */
export async function knownRepositories(
  slug: string,
): Promise<{ readonly setting: RegistrySetting; readonly rows: readonly RepositoryRow[] }> {
  const setting = await findRegistry(slug);
  return { setting, rows: await storedRepositoryRows(await database(), slug) };
}

/**
 * Every configured registry with what is known of it, without asking any.
 *
 * @param recent images that are named for each at most.
 */
export async function registryOverviews(recent: number): Promise<RegistryOverview[]> {
  const db = await database();
  return Promise.all(
    (await listRegistries()).map(async ({ slug, name, url, readOnly }) => {
      const [catalog, images] = await Promise.all([catalogSummary(db, slug), recentImages(db, slug, recent)]);
      return { slug, name, url, readOnly, ...catalog, recent: images };
    }),
  );
}

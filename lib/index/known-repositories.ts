import { database } from "#lib/db/database.ts";
import { findRegistry, listRegistries, type RegistrySetting } from "#lib/settings/registries.ts";
import type { ListQuery, ListWindow } from "./list/types.ts";
import { repositoryWindow } from "./list/window.ts";
import { catalogSummary, recentImages } from "./overview.ts";
import type { RegistryOverview } from "./types.ts";

/**
 * Some lines of a registry's list as it was last seen, without asking it.
 *
 * @param offset the place of the first line that is wanted.
 * @throws {SettingsError} where no registry has this slug.
 */
export async function knownRepositories(
  slug: string,
  query: ListQuery,
  offset: number,
): Promise<{ readonly setting: RegistrySetting; readonly window: ListWindow }> {
  const setting = await findRegistry(slug);
  return { setting, window: await repositoryWindow(database(), slug, query, offset) };
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

import { database } from "#lib/db/database.ts";
import { findRegistry, type RegistrySetting, registryFor } from "#lib/settings/registries.ts";
import type { IndexContext } from "./context.ts";

/** A configured registry, opened for reading into the index. */
export interface OpenIndex {
  readonly setting: RegistrySetting;
  readonly context: IndexContext;
}

/**
 * Opens the index of a registry by its slug.
 *
 * @param signal ends requests to the registry when the person who asked has left.
 * @throws an error of lib/settings where no registry has this slug, or its credentials cannot be decrypted.
 */
export async function openIndex(slug: string, signal?: AbortSignal): Promise<OpenIndex> {
  const setting = await findRegistry(slug);
  const [registry, db] = await Promise.all([registryFor(slug), database()]);
  return { setting, context: { registry, db, signal } };
}

import type { Alongside } from "#lib/db/alongside.ts";
import type { RegistryEndpoint } from "#lib/registry/endpoint.ts";
import { openRegistry, type Registry } from "#lib/registry/open.ts";
import { processSettings } from "./context.ts";
import { endpointFor, endpointForDraft } from "./registry-credentials.ts";
import type { RegistryDraft } from "./registry-draft.ts";
import {
  allRegistries,
  changeRegistry,
  deleteRegistry,
  existingRegistry,
  insertRegistry,
  type RegistryChange,
  registryBySlug,
} from "./registry-store.ts";
import type { RegistrySetting } from "./types.ts";

export type { RegistrySetting } from "./types.ts";

/** Every registry that this server is configured with: locked ones first, then those stored, by name. */
export async function listRegistries(): Promise<RegistrySetting[]> {
  return allRegistries(processSettings());
}

/**
 * The registry of a slug.
 *
 * @throws {SettingsError} `REGISTRY_UNKNOWN`
 */
export async function findRegistry(slug: string): Promise<RegistrySetting> {
  return existingRegistry(processSettings(), slug);
}

/**
 * Stores a new registry.
 *
 * @throws {SettingsError} `SLUG_TAKEN`
 */
export async function createRegistry(
  draft: RegistryDraft,
  also?: Alongside<RegistryChange>,
): Promise<RegistrySetting> {
  return insertRegistry(processSettings(), draft, Date.now(), also);
}

/**
 * Changes a stored registry. A password that the draft does not give is kept.
 *
 * @throws {SettingsError} `REGISTRY_UNKNOWN`, `REGISTRY_LOCKED`, `SLUG_FIXED`; `PASSWORD_NEEDED` where the kept
 *   password would go to another server
 */
export async function updateRegistry(
  slug: string,
  draft: RegistryDraft,
  also?: Alongside<RegistryChange>,
): Promise<RegistrySetting> {
  return changeRegistry(processSettings(), slug, draft, Date.now(), also);
}

/**
 * Forgets a stored registry and its credentials; the registry itself is not touched.
 *
 * @throws {SettingsError} `REGISTRY_UNKNOWN`, `REGISTRY_LOCKED`
 */
export async function removeRegistry(slug: string, also?: Alongside<RegistryChange>): Promise<void> {
  await deleteRegistry(processSettings(), slug, also);
  const handle = handles.get(slug);
  handles.delete(slug);
  void handle?.registry.close();
}

/**
 * A registry with its decrypted password, for the client of lib/registry. Never give it to a component.
 *
 * @throws {SettingsError} `SECRET_CHANGED`
 */
export async function endpointOf(setting: RegistrySetting): Promise<RegistryEndpoint> {
  return endpointFor(processSettings(), setting);
}

/**
 * What {@link endpointOf} gives, for a draft that is not stored, to check it. A password that it does not give is that of
 * the stored registry with its slug.
 *
 * @throws {SettingsError} `PASSWORD_NEEDED`, `SECRET_CHANGED`
 */
export async function endpointOfDraft(draft: RegistryDraft): Promise<RegistryEndpoint> {
  const context = processSettings();
  return endpointForDraft(context, draft, await registryBySlug(context, draft.slug));
}

interface Handle {
  /** What the registry was opened with; another value replaces it. */
  readonly endpoint: string;
  readonly registry: Registry;
}

/** How long requests under way on a registry may go on after its settings have changed, in milliseconds. */
const retirement = 10 * 60_000;

/**
 * Kept by this module and not for the whole process: Next bundles pages and routes apart, and a RegistryError thrown by
 * the other bundle's code would be no instance of this one's class.
 */
const handles = new Map<string, Handle>();

/**
 * The open registry of a slug, its connections kept for the next caller. Opened anew when its settings have changed;
 * requests under way on the former one may end.
 *
 * @throws {SettingsError} `REGISTRY_UNKNOWN`, `SECRET_CHANGED`
 */
export async function registryFor(slug: string): Promise<Registry> {
  const endpoint = await endpointOf(await findRegistry(slug));
  const key = JSON.stringify(endpoint);
  const known = handles.get(slug);
  if (known?.endpoint === key) return known.registry;
  const registry = openRegistry(endpoint);
  handles.set(slug, { endpoint: key, registry });
  if (known !== undefined) setTimeout(() => void known.registry.close(), retirement).unref();
  return registry;
}

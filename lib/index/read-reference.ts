import type { ManifestReference, RepositoryName } from "#lib/oci/reference.ts";
import type { RegistrySetting } from "#lib/settings/registries.ts";
import { openIndex } from "./open-index.ts";
import { referenceDetail } from "./reference-detail.ts";
import type { ReferenceDetail } from "./types.ts";

/**
 * Everything that the page of a tag or digest shows, by the registry's slug. See {@link referenceDetail}.
 *
 * @throws {SettingsError} where no registry has this slug; {@link RegistryError} where its manifest cannot be read.
 */
export async function readReference(
  slug: string,
  repository: RepositoryName,
  reference: ManifestReference,
  platform: string | undefined,
): Promise<{ readonly setting: RegistrySetting; readonly detail: ReferenceDetail }> {
  const { setting, context } = await openIndex(slug);
  return { setting, detail: await referenceDetail(context, repository, reference, platform) };
}

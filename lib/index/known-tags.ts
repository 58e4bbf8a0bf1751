import { database } from "#lib/db/database.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { findRegistry, type RegistrySetting } from "#lib/settings/registries.ts";
import { storedTagRows } from "./tag-rows.ts";
import type { TagRow } from "./types.ts";

/**
 * The tags of a repository as they were last seen, without asking the registry.
 *
 * @throws {SettingsError} where no registry has this slug.
 */
export async function knownTags(
  slug: string,
  repository: RepositoryName,
): Promise<{ readonly setting: RegistrySetting; readonly rows: readonly TagRow[] }> {
  const setting = await findRegistry(slug);
  return { setting, rows: await storedTagRows(await database(), slug, repository) };
}

/**
 * Known tags that a mistyped or deleted one may have meant: the most alike first.
 *
 * Alike are names that share their beginning or hold one another, so that `v1.2` finds `v1.2.0` and `v1.3`.
 */
export function similarTags(rows: readonly TagRow[], wanted: string, limit: number): Tag[] {
  const name = wanted.toLowerCase();
  const likeness = (tag: string) => {
    const other = tag.toLowerCase();
    let same = 0;
    while (same < name.length && name[same] === other[same]) same += 1;
    return same + (other.includes(name) || name.includes(other) ? name.length : 0);
  };
  return rows
    .map(({ tag }) => ({ tag, likeness: likeness(tag) }))
    .filter((one) => one.likeness > 0)
    .toSorted((one, other) => other.likeness - one.likeness || (one.tag < other.tag ? -1 : 1))
    .slice(0, limit)
    .map(({ tag }) => tag);
}

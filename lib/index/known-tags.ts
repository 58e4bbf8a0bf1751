import { database } from "#lib/db/database.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { everyTag, type TagView } from "#lib/oci/tag-view.ts";
import { findRegistry, type RegistrySetting } from "#lib/settings/registries.ts";
import { platformsOfRepository } from "./platform-sets.ts";
import type { TagWindow } from "./table-types.ts";
import { tagsInOrder } from "./tag-query.ts";
import { type SelectedTags, type SelectionSummary, selectionSummary } from "./tag-selection.ts";
import { tagWindow, type WindowRequest } from "./tag-window.ts";

/**
 * Some rows of a repository's table as they were last seen, without asking the registry.
 *
 * @throws {SettingsError} where no registry has this slug; the same goes for all functions here.
 */
export async function knownWindow(
  slug: string,
  repository: RepositoryName,
  view: TagView,
  request: WindowRequest,
): Promise<{ readonly setting: RegistrySetting; readonly window: TagWindow }> {
  const setting = await findRegistry(slug);
  const query = { registry: slug, repository, view, now: Date.now() };
  return { setting, window: await tagWindow(database(), query, request) };
}

/** The names of the tags that a view shows, in its order, or some of them. */
export async function knownTags(
  slug: string,
  repository: RepositoryName,
  view: TagView = everyTag,
  { offset = 0, limit = Number.POSITIVE_INFINITY }: { offset?: number; limit?: number } = {},
): Promise<readonly Tag[]> {
  await findRegistry(slug);
  const tags = await tagsInOrder(database(), { registry: slug, repository, view, now: Date.now() });
  return tags.slice(offset, offset + limit);
}

/** Every platform that a tag of a repository has, by name. */
export async function knownPlatforms(slug: string, repository: RepositoryName): Promise<string[]> {
  await findRegistry(slug);
  return platformsOfRepository(database(), slug, repository);
}

/** What is known of selected tags together. */
export async function knownSelection(
  slug: string,
  repository: RepositoryName,
  view: TagView,
  selected: SelectedTags,
): Promise<SelectionSummary> {
  await findRegistry(slug);
  return selectionSummary(database(), { registry: slug, repository, view, now: Date.now() }, selected);
}

/**
 * Known tags that a mistyped or deleted one may have meant: the most alike first.
 *
 * Alike are names that share their beginning or hold one another, so that `v1.2` finds `v1.2.0` and `v1.3`.
 */
export function similarTags(tags: readonly Tag[], wanted: string, limit: number): Tag[] {
  const name = wanted.toLowerCase();
  const likeness = (tag: string) => {
    const other = tag.toLowerCase();
    let same = 0;
    while (same < name.length && name[same] === other[same]) same += 1;
    return same + (other.includes(name) || name.includes(other) ? name.length : 0);
  };
  return tags
    .map((tag) => ({ tag, likeness: likeness(tag) }))
    .filter((one) => one.likeness > 0)
    .toSorted((one, other) => other.likeness - one.likeness || (one.tag < other.tag ? -1 : 1))
    .slice(0, limit)
    .map(({ tag }) => tag);
}

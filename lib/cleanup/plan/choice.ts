import { chunks, rowsAtOnce } from "#lib/index/chunks.ts";
import type { IndexContext } from "#lib/index/context.ts";
import { verifyTags } from "#lib/index/refresh-tags.ts";
import { tagsInOrder } from "#lib/index/tag-query.ts";
import type { SelectedTags } from "#lib/index/tag-selection.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import type { PlanChoice } from "./types.ts";

/** Tags, and manifests without tags, of one repository. */
export interface PlanSelection {
  readonly repository: RepositoryName;
  readonly selected: SelectedTags;
  /** Where tags were seen; one that is elsewhere by now is left alone. Where it is not told, they are taken where they are. */
  readonly seen: ReadonlyMap<Tag, Digest | null>;
  readonly untagged: readonly Digest[];
}

/**
 * What a person selected, each tag with where it was seen: by the person, else by the index, else by the registry now.
 *
 * @throws {RegistryError} where a tag of which nothing is known cannot be asked for.
 */
export async function choiceOf(context: IndexContext, selection: PlanSelection): Promise<PlanChoice> {
  const { repository, selected, seen, untagged } = selection;
  const tags = await selectedTags(context, repository, selected);
  const known = await knownDigests(context, repository, tags);
  const unknown = tags.filter((tag) => !known.has(tag) && !seen.has(tag));
  if (unknown.length > 0) {
    await verifyTags(context, repository, unknown);
    for (const [tag, digest] of await knownDigests(context, repository, unknown)) known.set(tag, digest);
  }
  return {
    repository,
    // Null is an answer too: seen with nothing behind it.
    tags: tags.map((tag) => ({ tag, digest: (seen.has(tag) ? seen : known).get(tag) ?? null })),
    untagged: untagged.map((digest) => ({ digest })),
  };
}

/** Where the index has tags; without those that it knows by their name alone. Null where nothing is behind one. */
async function knownDigests(
  { db, registry }: IndexContext,
  repository: RepositoryName,
  tags: readonly Tag[],
): Promise<Map<string, Digest | null>> {
  const known = new Map<string, Digest | null>();
  for (const some of chunks(tags, rowsAtOnce)) {
    const rows = await db
      .selectFrom("index_tags")
      .select(["tag", "digest", "problem_code"])
      .where("registry", "=", registry.endpoint.slug)
      .where("repository", "=", repository)
      .where("tag", "in", some)
      .execute();
    for (const { tag, digest, problem_code } of rows) {
      if (digest !== null || problem_code === "MANIFEST_UNKNOWN") known.set(tag, digest as Digest | null);
    }
  }
  return known;
}

async function selectedTags(
  { db, registry }: IndexContext,
  repository: RepositoryName,
  selected: SelectedTags,
): Promise<readonly Tag[]> {
  if (selected.kind === "some") return [...new Set(selected.tags)];
  const without = new Set(selected.except);
  const query = { registry: registry.endpoint.slug, repository, view: selected.view, now: Date.now() };
  return (await tagsInOrder(db, query)).filter((tag) => !without.has(tag));
}

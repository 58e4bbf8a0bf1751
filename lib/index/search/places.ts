import { type RawBuilder, sql } from "kysely";
import type { Digest } from "#lib/oci/digest.ts";
import { isRepositoryName, isTag, type RepositoryName, type Tag } from "#lib/oci/reference.ts";
import type { Resolved } from "./resolved.ts";

/** A tag of the index, with the names by which it can be found again. */
export interface FoundTag {
  readonly registry: string;
  readonly repository: RepositoryName;
  readonly tag: Tag;
  readonly digest: Digest | null;
}

/** Up to where the results of a search were given. */
export interface SearchedTo {
  readonly registry: string;
  /** The name of a repository, or what is {@link behind} it. */
  readonly repository: string;
  /** The last tag that was looked at there; null where the repository is next as a whole. */
  readonly tag: Tag | null;
}

/** Tags in the order of results: by registry, repository and tag, whatever the case of its letters. */
export interface FoundTags {
  readonly tags: readonly FoundTag[];
  /** Where to go on; null at the end. There may be more tags behind it, or none. */
  readonly next: SearchedTo | null;
}

export const columns = sql`index_tags.registry, index_tags.repository, index_tags.tag, index_tags.digest`;

/** What comes behind a repository and before the next, in the order of bytes: no name has a blank. */
export function behind(repository: string): string {
  return `${repository} `;
}

/** Whether all conditions hold for a row of `index_tags`. */
export function allHold(conditions: readonly Resolved[]): RawBuilder<boolean> {
  if (conditions.length === 0) return sql<boolean>`1 = 1`;
  return sql<boolean>`${sql.join(
    conditions.map(({ holds }) => holds),
    sql` and `,
  )}`;
}

/** A page of tags of which one more was asked for than it shows. */
export function page(tags: readonly FoundTag[], limit: number): FoundTags {
  const shown = tags.slice(0, limit);
  return { tags: shown, next: tags.length > limit ? (shown.at(-1) ?? null) : null };
}

/** A place as one may put it into an address: `prod/team/app:v1`. */
export function writePlace({ registry, repository, tag }: SearchedTo): string {
  return `${registry}/${repository}:${tag ?? ""}`;
}

/** Undefined where it was tampered with: then it is the first page again. */
export function readPlace(text: string): SearchedTo | undefined {
  const [, registry, repository = "", tag = ""] = /^([^/]+)\/(.+):([^:]*)$/.exec(text) ?? [];
  if (registry === undefined || !isRepositoryName(repository.trimEnd())) return undefined;
  if (tag === "") return { registry, repository, tag: null };
  return isTag(tag) ? { registry, repository, tag } : undefined;
}

import { namePattern } from "../pattern/name-pattern.ts";
import type { RepositoryName, Tag } from "../reference.ts";

/** Tags that nothing deletes: no rule, no bulk action, no operator. */
export interface ProtectedPattern {
  readonly id: string;
  /** A glob, or a regular expression between slashes. */
  readonly tags: string;
  /** Slugs, or all registries. */
  readonly registries: readonly string[] | "*";
  /** Globs or regular expressions over names of repositories, or all repositories. */
  readonly repositories: readonly string[] | "*";
}

/** The id of the pattern that stands for a mounted file that cannot be read: it protects everything. */
export const unreadableFileId = "unreadable-file";

const mountedPrefix = "file:";

/** The id of a pattern of the mounted file, by its position there. */
export function mountedId(position: number): string {
  return `${mountedPrefix}${position}`;
}

/** Where a pattern comes from: administrators set it up in Stowage, or a file that is mounted. */
export function originOf({ id }: Pick<ProtectedPattern, "id">): "stored" | "file" | "unreadable-file" {
  if (id === unreadableFileId) return id;
  return id.startsWith(mountedPrefix) ? "file" : "stored";
}

/** The pattern that protects a tag; null where none does. */
export type FindProtection = (repository: RepositoryName, tag: Tag) => ProtectedPattern | null;

/**
 * Makes the question of which pattern protects a tag of one registry. Where several do, the first of the list is told.
 *
 * @throws {PatternError} where a pattern cannot be read: then nothing may be said to be unprotected.
 */
export function findProtectionIn(patterns: readonly ProtectedPattern[], registry: string): FindProtection {
  const readable = patterns
    .filter(({ registries }) => registries === "*" || registries.includes(registry))
    .map((pattern) => ({
      pattern,
      fitsTag: namePattern(pattern.tags),
      fitsRepository: anyOf(pattern.repositories),
    }));
  return (repository, tag) =>
    readable.find(({ fitsTag, fitsRepository }) => fitsTag(tag) && fitsRepository(repository))?.pattern ??
    null;
}

/**
 * The patterns, of those given, that speak of a repository.
 *
 * @throws {PatternError}
 */
export function patternsFor(
  patterns: readonly ProtectedPattern[],
  registry: string,
  repository: RepositoryName,
): ProtectedPattern[] {
  return patterns.filter(
    ({ registries, repositories }) =>
      (registries === "*" || registries.includes(registry)) && anyOf(repositories)(repository),
  );
}

/** @throws {PatternError} */
function anyOf(patterns: readonly string[] | "*"): (name: string) => boolean {
  if (patterns === "*") return () => true;
  const fits = patterns.map(namePattern);
  return (name) => fits.some((its) => its(name));
}

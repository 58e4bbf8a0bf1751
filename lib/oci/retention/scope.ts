import { namePattern } from "../pattern/name-pattern.ts";
import type { RepositoryName } from "../reference.ts";

/** Which repositories a policy speaks of. */
export interface Scope {
  readonly registries: readonly string[] | "*";
  readonly repositories: readonly string[] | "*";
}

/** Whether a scope has anything in a registry. */
export function speaksOfRegistry({ registries }: Scope, registry: string): boolean {
  return registries === "*" || registries.includes(registry);
}

/**
 * Makes the question of which of several scopes speaks of a repository first. In a registry each repository is governed by one
 * policy alone: the first in their order.
 *
 * @returns a function that gives the scope, or undefined where none speaks of it.
 * @throws {PatternError}
 */
export function governingIn<Scoped extends Scope>(
  scopes: readonly Scoped[],
  registry: string,
): (repository: RepositoryName) => Scoped | undefined {
  const ready = scopes
    .filter((scope) => speaksOfRegistry(scope, registry))
    .map((scope) => {
      const patterns = scope.repositories === "*" ? [() => true] : scope.repositories.map(namePattern);
      return { scope, patterns };
    });
  return (repository) => ready.find(({ patterns }) => patterns.some((fits) => fits(repository)))?.scope;
}

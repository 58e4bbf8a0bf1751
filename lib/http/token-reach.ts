import type { Principal } from "#lib/access/principal.ts";
import {
  requireEverything,
  requireRegistry,
  requireRepository,
  requireWholeRegistry,
} from "#lib/access/tokens/within-scopes.ts";

/** What was read of a request. */
interface Asked {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/**
 * Refuses a token whose scopes do not reach what is asked for, by where it says so: `params.registry`, and `repository` of the
 * query or the body. Without the first it must be for everything, without the second for all of the registry, unless the handler
 * itself sees to it that nothing else is told or done; a registry that is named must be in the scopes in any case.
 *
 * @param byHandler the handler narrows what it does to the scopes.
 * @throws {AccessError} `TOKEN_SCOPE`
 */
export function requireReach(principal: Principal | null, asked: Asked, byHandler: boolean): void {
  if (principal?.kind !== "token") return;
  const registry = textIn(asked.params, "registry");
  if (registry !== undefined) requireRegistry(principal, registry);
  if (byHandler) return;
  if (registry === undefined) {
    requireEverything(principal);
    return;
  }
  const repositories = [textIn(asked.query, "repository"), textIn(asked.body, "repository")].filter(
    (repository) => repository !== undefined,
  );
  if (repositories.length === 0) requireWholeRegistry(principal, registry);
  for (const repository of repositories) requireRepository(principal, registry, repository);
}

function textIn(values: unknown, name: string): string | undefined {
  if (typeof values !== "object" || values === null) return undefined;
  const value = (values as Readonly<Record<string, unknown>>)[name];
  return typeof value === "string" ? value : undefined;
}

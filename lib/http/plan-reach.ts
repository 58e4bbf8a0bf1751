import type { Principal } from "#lib/access/principal.ts";
import type { TokenAction } from "#lib/access/tokens/scopes.ts";
import { requireAction, requireRepository, requireWholeRegistry } from "#lib/access/tokens/within-scopes.ts";
import { planRepositories } from "#lib/cleanup/plan/plans.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";

/**
 * Refuses a token that is not for every repository of a plan. People may look at all plans.
 *
 * @param action what the token must be for besides, where a route does several things.
 * @throws {AccessError} `TOKEN_SCOPE`
 * @throws {CleanupError} `PLAN_UNKNOWN`
 */
export async function requirePlan(
  principal: Principal | null,
  registry: string,
  plan: string,
  action?: TokenAction,
): Promise<void> {
  if (principal?.kind !== "token") return;
  if (action !== undefined) requireAction(principal, action);
  for (const repository of await planRepositories(registry, plan)) {
    requireRepository(principal, registry, repository);
  }
}

/** Refuses a token that is not for what a new plan is made from: a repository, or all of a registry. */
export function requireChoice(
  principal: Principal | null,
  registry: string,
  repository: RepositoryName | undefined,
): void {
  if (repository === undefined) requireWholeRegistry(principal, registry);
  else requireRepository(principal, registry, repository);
}

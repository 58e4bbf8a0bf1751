import { AccessError } from "../access-error.ts";
import type { Principal } from "../principal.ts";
import { coversRegistry, coversRepository, type TokenAction } from "./scopes.ts";

/**
 * Refuses a token that may not do an action. Everybody else may, as far as this is concerned.
 *
 * @throws {AccessError} `TOKEN_SCOPE`
 */
export function requireAction(principal: Principal | null, action: TokenAction): void {
  if (principal?.kind !== "token" || principal.scopes.actions.includes(action)) return;
  throw beyondScope(principal.name, `the action “${action}”`);
}

/**
 * Refuses a token that has nothing to do with a registry.
 *
 * @throws {AccessError} `TOKEN_SCOPE`
 */
export function requireRegistry(principal: Principal | null, slug: string): void {
  if (mayReachRegistry(principal, slug)) return;
  throw beyondScope(nameOf(principal), `the registry “${slug}”`);
}

/**
 * Refuses a token that has nothing to do with a repository; for routes that name several, or find out later which it is.
 *
 * @throws {AccessError} `TOKEN_SCOPE`
 */
export function requireRepository(principal: Principal | null, slug: string, repository: string): void {
  requireRegistry(principal, slug);
  if (principal?.kind !== "token" || coversRepository(principal.scopes, repository)) return;
  throw beyondScope(principal.name, `the repository “${repository}”`);
}

/**
 * Refuses a token that is not for every repository of a registry: what is asked for tells of all of them.
 *
 * @throws {AccessError} `TOKEN_SCOPE`
 */
export function requireWholeRegistry(principal: Principal | null, slug: string): void {
  requireRegistry(principal, slug);
  if (principal?.kind !== "token" || principal.scopes.repositories === "all") return;
  throw beyondScope(principal.name, `all repositories of “${slug}”`);
}

/**
 * Refuses a token that is not for every registry and repository: what is asked for tells of all of them.
 *
 * @throws {AccessError} `TOKEN_SCOPE`
 */
export function requireEverything(principal: Principal | null): void {
  if (principal?.kind !== "token") return;
  const { registries, repositories } = principal.scopes;
  if (registries === "all" && repositories === "all") return;
  throw beyondScope(principal.name, "all registries and repositories");
}

/** Whether somebody may be told of a registry. */
export function mayReachRegistry(principal: Principal | null, slug: string): boolean {
  return principal?.kind !== "token" || coversRegistry(principal.scopes, slug);
}

/** Tokens are for what a pipeline does; the rest is for people. */
export function refuseToken(principal: Principal | null): void {
  if (principal?.kind !== "token") return;
  throw new AccessError(
    "TOKEN_SCOPE",
    "No token may do this, whatever its scopes: sign in with a user name and a password.",
    { params: { name: principal.name, missing: "session" } },
  );
}

function beyondScope(name: string, missing: string): AccessError {
  return new AccessError(
    "TOKEN_SCOPE",
    `The token “${name}” is not for ${missing}. Make one with that in its scopes.`,
    { params: { name, missing } },
  );
}

function nameOf(principal: Principal | null): string {
  return principal?.kind === "token" ? principal.name : "";
}

import type { IndexContext } from "#lib/index/context.ts";
import { problemOfOne } from "#lib/index/problem.ts";
import type { Problem } from "#lib/index/types.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { deletionBlocked } from "../deletion-allowed.ts";

/** Of so many repositories in which an account may not delete, it is taken to be allowed nowhere. */
const mostAsked = 5;

/**
 * Why nothing can be deleted in a repository; null where it can.
 *
 * @throws {RegistryError} where the registry as a whole cannot be asked.
 */
export async function whyNot(
  { registry, signal }: Pick<IndexContext, "registry" | "signal">,
  repository: RepositoryName,
): Promise<Problem | null> {
  try {
    return await deletionBlocked(registry, repository, signal);
  } catch (error) {
    return problemOfOne(error);
  }
}

/**
 * Why nothing can be deleted in any of some repositories; null where it can in one. What is refused in one alone, its items tell
 * when the plan is carried out.
 *
 * @throws as {@link whyNot}.
 */
export async function whyNotAnywhere(
  context: Pick<IndexContext, "registry" | "signal">,
  repositories: readonly RepositoryName[],
): Promise<Problem | null> {
  let last: Problem | null = null;
  for (const repository of repositories.slice(0, mostAsked)) {
    last = await whyNot(context, repository);
    if (last === null || last.code === "DELETION_DISABLED") return last;
  }
  return last;
}

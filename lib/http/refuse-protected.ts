import { protectedAgainst } from "#lib/cleanup/protected.ts";
import { openIndex } from "#lib/index/open-index.ts";
import type { ManifestReference, RepositoryName } from "#lib/oci/reference.ts";
import { HttpError } from "./http-error.ts";

/**
 * Refuses to pass on a deletion that would take a protected tag along.
 *
 * @throws {HttpError} `TAG_PROTECTED`, or why it cannot be told whether one would go.
 */
export async function refuseProtected(
  slug: string,
  repository: RepositoryName,
  reference: ManifestReference,
  signal: AbortSignal,
): Promise<void> {
  const { context } = await openIndex(slug, signal);
  const problem = await protectedAgainst(context, repository, reference);
  if (problem !== null) throw new HttpError(403, problem.code, problem.message, problem.params);
}

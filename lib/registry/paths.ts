import type { ManifestReference, RepositoryName } from "#lib/oci/reference.ts";

/** Repository names and references hold nothing that a path would need encoded; their types vouch for that. */
export const repositoryPath = (repository: RepositoryName): string => `/v2/${repository}`;

export const manifestPath = (repository: RepositoryName, reference: ManifestReference): string =>
  `/v2/${repository}/manifests/${reference}`;

/** What a token must allow. Docker's token scope documentation. */
export const repositoryScope = (
  repository: RepositoryName,
  actions: "pull" | "pull,push" | "delete",
): string => `repository:${repository}:${actions}`;

/** What every request may give besides what it asks for. */
export interface RequestOptions {
  /** Ends the request, with the code `CANCELLED`. */
  readonly signal?: AbortSignal | undefined;
}

import type { Descriptor } from "#lib/oci/descriptor.ts";
import { type Digest, digestAlgorithm, digestEncoded } from "#lib/oci/digest.ts";
import { readManifest } from "#lib/oci/manifest.ts";
import { bareMediaType, isIndexMediaType, mediaTypes } from "#lib/oci/media-types.ts";
import { isTag, type RepositoryName } from "#lib/oci/reference.ts";
import { readAtMost } from "./body.ts";
import { RegistryError } from "./error.ts";
import { getManifest, manifestLimit } from "./manifests.ts";
import type { Registry } from "./open.ts";
import { pages } from "./paging.ts";
import { type RequestOptions, repositoryPath, repositoryScope } from "./paths.ts";

/** What refers to a manifest, and how the registry tells. */
export interface Referrers {
  readonly descriptors: readonly Descriptor[];
  /** The API of OCI distribution 1.1, or a tag that clients keep for registries without it. */
  readonly source: "api" | "fallback-tag";
}

/**
 * How a registry without the API answers, besides the specification's 404: 400 and 405; 401 without a challenge (Harbor
 * before 2.8); 406 (Artifactory). Whoever may not read the repository at all hears so when the fallback tag is asked for.
 */
const withoutApi = [400, 401, 403, 404, 405, 406];

/**
 * The manifests whose `subject` is this digest: signatures, SBOMs, attestations. Distribution specification, “Listing
 * Referrers” (end-12a), and where the registry has no such API, the fallback tag `sha256-…`.
 *
 * @throws {RegistryError} where the registry cannot tell; nothing that refers is an empty list.
 */
export async function listReferrers(
  registry: Registry,
  repository: RepositoryName,
  digest: Digest,
  options: RequestOptions = {},
): Promise<Referrers> {
  const byApi = await referrersByApi(registry, repository, digest, options).catch(noneElsewhere);
  if (byApi !== undefined) return { descriptors: byApi, source: "api" };
  return { descriptors: await referrersByTag(registry, repository, digest, options), source: "fallback-tag" };
}

async function referrersByApi(
  registry: Registry,
  repository: RepositoryName,
  digest: Digest,
  options: RequestOptions,
): Promise<Descriptor[] | undefined> {
  const descriptors: Descriptor[] = [];
  const answers = pages(registry, {
    method: "GET",
    path: `${repositoryPath(repository)}/referrers/${digest}`,
    headers: { accept: mediaTypes.ociIndex },
    scope: repositoryScope(repository, "pull"),
    passing: withoutApi,
    wanted: {
      what: `the referrers of ${repository}@${digest}`,
      unknown: "UNSUPPORTED",
      params: { repository },
    },
    ...options,
  });
  for await (const { status, headers, body } of answers) {
    const mediaType = bareMediaType(String(headers["content-type"] ?? ""));
    if (status !== 200 || !isIndexMediaType(mediaType)) {
      await body.dump();
      return undefined;
    }
    const { bytes } = await readAtMost(registry.endpoint, body, manifestLimit);
    const index = readManifest(bytes, mediaType);
    if (index.kind !== "index") return undefined;
    descriptors.push(...index.manifests);
  }
  return descriptors;
}

/** GHCR has no such route either, and sends whoever asks to a page of github.com (303). */
function noneElsewhere(error: unknown): undefined {
  if (error instanceof RegistryError && error.code === "REDIRECT_FORBIDDEN") return undefined;
  throw error;
}

async function referrersByTag(
  registry: Registry,
  repository: RepositoryName,
  digest: Digest,
  options: RequestOptions,
): Promise<readonly Descriptor[]> {
  const tag = `${digestAlgorithm(digest)}-${digestEncoded(digest)}`.slice(0, 128);
  if (!isTag(tag)) return [];
  try {
    const { digest: tagged, manifest } = await getManifest(registry, repository, tag, options);
    // GitLab reads such a tag as the digest itself, and an index does not refer to itself.
    return manifest.kind === "index" && tagged !== digest ? manifest.manifests : [];
  } catch (error) {
    if (error instanceof RegistryError && error.status === 404) return [];
    throw error;
  }
}

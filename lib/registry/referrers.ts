import type { Descriptor } from "#lib/oci/descriptor.ts";
import { type Digest, digestAlgorithm, digestEncoded } from "#lib/oci/digest.ts";
import { readManifest } from "#lib/oci/manifest.ts";
import { bareMediaType, isIndexMediaType, mediaTypes } from "#lib/oci/media-types.ts";
import { isTag, type RepositoryName } from "#lib/oci/reference.ts";
import { readAtMost } from "./body.ts";
import type { RegistryEndpoint } from "./endpoint.ts";
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
  const descriptors = new Map<Digest, Descriptor>();
  const what = `the referrers of ${repository}@${digest}`;
  const answers = pages(registry, {
    method: "GET",
    path: `${repositoryPath(repository)}/referrers/${digest}`,
    headers: { accept: mediaTypes.ociIndex },
    scope: repositoryScope(repository, "pull"),
    passing: withoutApi,
    wanted: { what, unknown: "UNSUPPORTED", params: { repository } },
    ...options,
  });
  for await (const { status, headers, body } of answers) {
    const mediaType = bareMediaType(String(headers["content-type"] ?? ""));
    if (status !== 200 || !isIndexMediaType(mediaType)) {
      await body.dump();
      return undefined;
    }
    const { bytes, whole } = await readAtMost(registry.endpoint, body, manifestLimit);
    const index = readManifest(bytes, mediaType);
    if (!whole || index.kind !== "index") throw unreadable(registry.endpoint, what, whole);
    for (const descriptor of index.manifests) descriptors.set(descriptor.digest, descriptor);
  }
  return [...descriptors.values()];
}

/** A list that is there but cannot be read must not pass for one that is empty. */
function unreadable({ name, slug }: RegistryEndpoint, what: string, whole: boolean): RegistryError {
  return new RegistryError({
    code: whole ? "BAD_RESPONSE" : "TOO_LARGE",
    registry: slug,
    message: whole
      ? `${name} answers for ${what} with something else than the specification has.`
      : `${what} at ${name} are a list larger than 4 MiB, which is not read.`,
    params: { registry: name, what, limit: String(manifestLimit) },
  });
}

/** Distribution specification, “Referrers Tag Schema”: at most 32 and 64 characters, and no other than tags may have. */
function fallbackTag(digest: Digest): string {
  const tag = `${digestAlgorithm(digest).slice(0, 32)}-${digestEncoded(digest).slice(0, 64)}`;
  return tag.replace(/[^A-Za-z0-9._-]/g, "-");
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
  const tag = fallbackTag(digest);
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

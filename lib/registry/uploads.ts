import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import type { Wanted } from "./answer-error.ts";
import { headBlob } from "./blobs.ts";
import { digestOfBytes } from "./content-digest.ts";
import { RegistryError } from "./error.ts";
import type { Registry, RegistryResponse } from "./open.ts";
import { type RequestOptions, repositoryPath, repositoryScope } from "./paths.ts";

/** Content to upload that is not held in memory; its digest and size in bytes are known beforehand. */
export interface StreamedContent {
  readonly digest: Digest;
  readonly size: number;
  /** Opens the content from its start. */
  open(): AsyncIterable<Uint8Array>;
}

/**
 * Uploads a blob, unless the repository has it already. Distribution specification, “POST then PUT” (end-4a, end-6).
 *
 * @returns its digest.
 * @throws {RegistryError} `DIGEST_INVALID` where a stream was not what its digest names, `DENIED`.
 */
export async function uploadBlob(
  registry: Registry,
  repository: RepositoryName,
  content: Uint8Array | StreamedContent,
  options: RequestOptions = {},
): Promise<Digest> {
  const held = content instanceof Uint8Array;
  const digest = held ? digestOfBytes(content) : content.digest;
  if ((await headBlob(registry, repository, digest, options)) !== undefined) return digest;
  const started = await startUpload(registry, repository, "", options);
  const path = uploadPath(registry, repository, started);
  const size = held ? content.byteLength : content.size;
  const { body } = await registry.request({
    method: "PUT",
    path: `${path}${path.includes("?") ? "&" : "?"}digest=${encodeURIComponent(digest)}`,
    headers: { "content-type": "application/octet-stream", "content-length": String(size) },
    body: held ? content : content.open(),
    scope: repositoryScope(repository, "pull,push"),
    wanted: wantedUpload(repository),
    ...options,
  });
  await body.dump();
  return digest;
}

/**
 * Makes a blob of another repository of the same registry part of this one, without moving bytes. Distribution
 * specification, “Mounting a blob from another repository” (end-11).
 *
 * @returns whether the registry did; where it did not, the blob must be uploaded.
 */
export async function mountBlob(
  registry: Registry,
  repository: RepositoryName,
  digest: Digest,
  from: RepositoryName,
  options: RequestOptions = {},
): Promise<boolean> {
  const query = new URLSearchParams({ mount: digest, from });
  const scope = `${repositoryScope(repository, "pull,push")} ${repositoryScope(from, "pull")}`;
  const response = await startUpload(registry, repository, `?${query}`, options, scope);
  if (response.status === 201) return true;
  // 202 opened an upload instead, which nobody will finish.
  const cancelled = await registry.request({
    method: "DELETE",
    path: uploadPath(registry, repository, response),
    scope: repositoryScope(repository, "pull,push"),
    passing: [400, 404, 405],
    wanted: wantedUpload(repository),
    ...options,
  });
  await cancelled.body.dump();
  return false;
}

async function startUpload(
  registry: Registry,
  repository: RepositoryName,
  query: string,
  options: RequestOptions,
  scope: string = repositoryScope(repository, "pull,push"),
): Promise<RegistryResponse> {
  const response = await registry.request({
    method: "POST",
    path: `${repositoryPath(repository)}/blobs/uploads/${query}`,
    headers: { "content-length": "0" },
    scope,
    wanted: wantedUpload(repository),
    ...options,
  });
  await response.body.dump();
  return response;
}

/**
 * Below the endpoint, where an upload goes on. A registry behind a proxy may not know its own scheme; its path is what
 * counts, and content is sent to nobody but the endpoint.
 */
function uploadPath(
  { endpoint }: Registry,
  repository: RepositoryName,
  { headers, status }: RegistryResponse,
): string {
  const location = [headers.location ?? []].flat()[0];
  const base = new URL(endpoint.url);
  const to = location !== undefined && URL.canParse(location, base) ? new URL(location, base) : undefined;
  const prefix = base.pathname.replace(/\/$/, "");
  if (to?.hostname === base.hostname && to.pathname.startsWith(`${prefix}/v2/`)) {
    return `${to.pathname.slice(prefix.length)}${to.search}`;
  }
  throw new RegistryError({
    code: "BAD_RESPONSE",
    registry: endpoint.slug,
    status,
    message: `${endpoint.name} wants an upload to ${repository} to go to ${location?.slice(0, 200) ?? "nowhere"}, which is not this registry.`,
    params: { registry: endpoint.name, what: `an upload to ${repository}` },
  });
}

const wantedUpload = (repository: RepositoryName): Wanted => ({
  what: `an upload to ${repository}`,
  unknown: "BLOB_UPLOAD_UNKNOWN",
  params: { repository },
});

import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import type { Wanted } from "./answer-error.ts";
import { headBlob } from "./blobs.ts";
import { digestOfBytes } from "./content-digest.ts";
import { pathBelow } from "./endpoint.ts";
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
  const response = await unlessRefused(startUpload(registry, repository, `?${query}`, options, scope));
  if (response === undefined || response.status === 201) return response !== undefined;
  // 202 opened an upload instead, which nobody will finish. An account that may not cancel it leaves it to the registry.
  const cancelled = await unlessRefused(
    registry.request({
      method: "DELETE",
      path: uploadPath(registry, repository, response),
      scope: repositoryScope(repository, "delete"),
      passing: [400, 404, 405],
      wanted: wantedUpload(repository),
      ...options,
    }),
  );
  await cancelled?.body.dump();
  return false;
}

/** The answer, or undefined where the account may not have it. */
async function unlessRefused(answer: Promise<RegistryResponse>): Promise<RegistryResponse | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof RegistryError && (error.status === 401 || error.status === 403)) return undefined;
    throw error;
  }
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
    path: `${uploadsPath(repository)}${query}`,
    headers: { "content-length": "0" },
    scope,
    wanted: wantedUpload(repository),
    ...options,
  });
  await response.body.dump();
  return response;
}

/** Below the endpoint, where an upload goes on: content is sent to nobody else. */
function uploadPath(
  { endpoint }: Registry,
  repository: RepositoryName,
  { headers, status }: RegistryResponse,
): string {
  const location = [headers.location ?? []].flat()[0];
  const path = location && pathBelow(endpoint, location, uploadsPath(repository));
  if (path) return path;
  throw new RegistryError({
    code: "BAD_RESPONSE",
    registry: endpoint.slug,
    status,
    message: `${endpoint.name} wants an upload to ${repository} to go to ${location?.slice(0, 200) ?? "nowhere"}, which is not this registry.`,
    params: { registry: endpoint.name, what: `an upload to ${repository}` },
  });
}

const uploadsPath = (repository: RepositoryName) => `${repositoryPath(repository)}/blobs/uploads/`;

const wantedUpload = (repository: RepositoryName): Wanted => ({
  what: `an upload to ${repository}`,
  unknown: "BLOB_UPLOAD_UNKNOWN",
  params: { repository },
});

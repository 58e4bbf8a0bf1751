import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import type { Wanted } from "./answer-error.ts";
import { bytesOf, drop, freeing, readAtMost } from "./body.ts";
import { digestMismatch, digestOfHash, hashFor } from "./content-digest.ts";
import { RegistryError } from "./error.ts";
import type { Registry, RegistryResponse } from "./open.ts";
import { type RequestOptions, repositoryPath, repositoryScope } from "./paths.ts";

/** A range of bytes, both ends included, as in RFC 9110, 14.1.2. */
export interface ByteRange {
  readonly first: number;
  readonly last?: number;
}

/** A blob as it arrives. */
export interface OpenBlob {
  /** Bytes that will come; undefined where the registry does not tell. */
  readonly size: number | undefined;
  /** Bytes of the whole blob, where a range was asked for and the registry tells. */
  readonly totalSize: number | undefined;
  /** Whether the registry sent the range; where it sent the whole blob instead, this is false. */
  readonly partial: boolean;
  /** Must be read or left early. Throws `DIGEST_MISMATCH` at its end where the whole blob was not what its digest names. */
  readonly stream: AsyncGenerator<Uint8Array, void, void>;
}

const blobPath = (repository: RepositoryName, digest: Digest) =>
  `${repositoryPath(repository)}/blobs/${digest}`;

const wantedBlob = (repository: RepositoryName, digest: Digest): Wanted => ({
  what: `the blob ${digest} of ${repository}`,
  unknown: "BLOB_UNKNOWN",
  params: { repository, digest },
});

function askForBlob(
  registry: Registry,
  method: "GET" | "HEAD",
  repository: RepositoryName,
  digest: Digest,
  headers: Readonly<Record<string, string>>,
  { signal }: RequestOptions,
): Promise<RegistryResponse> {
  return registry.request({
    method,
    path: blobPath(repository, digest),
    headers,
    scope: repositoryScope(repository, "pull"),
    elsewhere: true,
    wanted: wantedBlob(repository, digest),
    signal,
  });
}

/**
 * Asks whether a blob is there. Distribution specification, “Checking if content exists in the registry” (end-2).
 *
 * @returns its size in bytes, where the registry tells it; undefined where the blob is not there.
 */
export async function headBlob(
  registry: Registry,
  repository: RepositoryName,
  digest: Digest,
  options: RequestOptions = {},
): Promise<{ size: number | undefined } | undefined> {
  try {
    const { headers, body } = await askForBlob(registry, "HEAD", repository, digest, {}, options);
    await body.dump();
    return { size: lengthIn(headers) };
  } catch (error) {
    if (error instanceof RegistryError && error.status === 404) return undefined;
    throw error;
  }
}

/**
 * Opens a blob to be read as it arrives. Distribution specification, “Pulling blobs” (end-2).
 *
 * @throws {RegistryError} `BLOB_UNKNOWN`; `REDIRECT_FORBIDDEN` where the registry sends us to an address that is not
 *   followed.
 */
export async function openBlob(
  registry: Registry,
  repository: RepositoryName,
  digest: Digest,
  { range, ...options }: RequestOptions & { readonly range?: ByteRange } = {},
): Promise<OpenBlob> {
  const headers = range === undefined ? {} : { range: `bytes=${range.first}-${range.last ?? ""}` };
  const response = await askForBlob(registry, "GET", repository, digest, headers, options);
  const size = lengthIn(response.headers);
  if (response.status !== 206) {
    const stream = freeing(response.body, verified(registry, response, repository, digest));
    return { size, totalSize: undefined, partial: false, stream };
  }
  const sent = /^bytes (\d+)-(\d+)\/(?:(\d+)|\*)$/.exec(String(response.headers["content-range"] ?? ""));
  const [first, last, total] = (sent ?? [])
    .slice(1)
    .map((text) => (text === undefined ? undefined : Number(text)));
  if (
    range === undefined ||
    last === undefined ||
    first !== range.first ||
    last > (range.last ?? Number.POSITIVE_INFINITY)
  ) {
    drop(response.body);
    throw otherRange(registry, repository, digest);
  }
  return { size, totalSize: total, partial: true, stream: bytesOf(registry.endpoint, response.body) };
}

function lengthIn(headers: RegistryResponse["headers"]): number | undefined {
  const text = String(headers["content-length"] ?? "");
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

function otherRange({ endpoint }: Registry, repository: RepositoryName, digest: Digest): RegistryError {
  const { what, params } = wantedBlob(repository, digest);
  return new RegistryError({
    code: "BAD_RESPONSE",
    registry: endpoint.slug,
    status: 206,
    message: `${endpoint.name} sends other bytes of ${what} than those it was asked for.`,
    params: { registry: endpoint.name, what, ...params },
  });
}

/**
 * Reads a whole blob into memory and checks it against its digest.
 *
 * @param options.limit the most bytes that are read.
 * @throws {RegistryError} `BLOB_UNKNOWN`, `TOO_LARGE`, `DIGEST_MISMATCH`.
 */
export async function readBlob(
  registry: Registry,
  repository: RepositoryName,
  digest: Digest,
  { limit, ...options }: RequestOptions & { readonly limit: number },
): Promise<Uint8Array> {
  const { endpoint } = registry;
  const response = await askForBlob(registry, "GET", repository, digest, {}, options);
  const { bytes, whole } = await readAtMost(endpoint, response.body, limit);
  const { what } = wantedBlob(repository, digest);
  if (!whole) {
    throw new RegistryError({
      code: "TOO_LARGE",
      registry: endpoint.slug,
      message: `${what} at ${endpoint.name} is larger than ${limit} bytes and is not read.`,
      params: { registry: endpoint.name, what, limit: String(limit) },
    });
  }
  const hash = hashFor(digest);
  const got = hash === undefined ? digest : digestOfHash(hash.update(bytes), digest);
  if (got !== digest) throw digestMismatch(endpoint, what, digest, got);
  return bytes;
}

async function* verified(
  registry: Registry,
  response: RegistryResponse,
  repository: RepositoryName,
  digest: Digest,
): AsyncGenerator<Uint8Array, void, void> {
  const hash = hashFor(digest);
  for await (const chunk of bytesOf(registry.endpoint, response.body)) {
    hash?.update(chunk);
    yield chunk;
  }
  if (hash === undefined) return;
  const got = digestOfHash(hash, digest);
  if (got !== digest)
    throw digestMismatch(registry.endpoint, wantedBlob(repository, digest).what, digest, got);
}

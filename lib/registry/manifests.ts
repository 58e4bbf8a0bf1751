import { type Digest, digestAlgorithm, isDigest } from "#lib/oci/digest.ts";
import { type Manifest, readManifest } from "#lib/oci/manifest.ts";
import { bareMediaType, manifestAccept } from "#lib/oci/media-types.ts";
import type { ManifestReference, RepositoryName, Tag } from "#lib/oci/reference.ts";
import type { Wanted } from "./answer-error.ts";
import { readAtMost } from "./body.ts";
import { contentDigest, digestMismatch, digestOfBytes, hashFor } from "./content-digest.ts";
import { RegistryError } from "./error.ts";
import type { Registry, RegistryResponse } from "./open.ts";
import { manifestPath, type RequestOptions, repositoryScope } from "./paths.ts";
import { signedPayload } from "./signed-payload.ts";

/** Manifests larger than this are not read, in bytes: 4 MiB is what the specification has registries accept at least. */
export const manifestLimit = 4 * 1024 * 1024;

/** Where a reference points. */
export interface ManifestHead {
  readonly digest: Digest;
  readonly mediaType: string;
  /** Bytes of the manifest itself. */
  readonly size: number;
}

/** A manifest with its exact bytes, which belong to `digest`. */
export interface FetchedManifest {
  readonly digest: Digest;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly manifest: Manifest;
}

/**
 * Asks where a reference points, without its content. Distribution specification, “Checking if content exists in the
 * registry” (end-3). A registry that does not tell the digest is asked for the content, which is hashed.
 *
 * @throws {RegistryError} `MANIFEST_UNKNOWN`, `NAME_UNKNOWN`.
 */
export async function headManifest(
  registry: Registry,
  repository: RepositoryName,
  reference: ManifestReference,
  { signal }: RequestOptions = {},
): Promise<ManifestHead> {
  const { headers, body } = await registry.request({
    method: "HEAD",
    path: manifestPath(repository, reference),
    headers: { accept: manifestAccept },
    scope: repositoryScope(repository, "pull"),
    wanted: wantedManifest(repository, reference),
    signal,
  });
  await body.dump();
  const digest = isDigest(reference) ? reference : contentDigest(headers);
  const size = Number(headers["content-length"] ?? Number.NaN);
  if (digest === undefined || !Number.isSafeInteger(size)) {
    const {
      digest: hashed,
      mediaType,
      bytes,
    } = await getManifest(registry, repository, reference, { signal });
    return { digest: hashed, mediaType, size: bytes.byteLength };
  }
  return { digest, mediaType: bareMediaType(String(headers["content-type"] ?? "")), size };
}

/**
 * Reads a manifest. Distribution specification, “Pulling manifests” (end-3).
 *
 * The bytes are hashed: by digest they must belong to it; by tag they must belong to the digest the registry names. Of
 * Docker's signed schema 1, the digest is that of what is signed in it.
 *
 * @throws {RegistryError} `MANIFEST_UNKNOWN`, `NAME_UNKNOWN`, `DIGEST_MISMATCH`, `TOO_LARGE`.
 */
export async function getManifest(
  registry: Registry,
  repository: RepositoryName,
  reference: ManifestReference,
  { signal }: RequestOptions = {},
): Promise<FetchedManifest> {
  const wanted = wantedManifest(repository, reference);
  const { endpoint } = registry;
  const response = await registry.request({
    method: "GET",
    path: manifestPath(repository, reference),
    headers: { accept: manifestAccept },
    scope: repositoryScope(repository, "pull"),
    wanted,
    signal,
  });
  const { bytes, whole } = await readAtMost(endpoint, response.body, manifestLimit);
  if (!whole) {
    throw new RegistryError({
      code: "TOO_LARGE",
      registry: endpoint.slug,
      message: `${wanted.what} at ${endpoint.name} is larger than 4 MiB and is not read.`,
      params: { registry: endpoint.name, what: wanted.what, limit: String(manifestLimit) },
    });
  }
  const mediaType = bareMediaType(String(response.headers["content-type"] ?? ""));
  const manifest = readManifest(bytes, mediaType);
  const named = isDigest(reference) ? reference : contentDigest(response.headers);
  const forms = digestedForms(bytes, manifest);
  if (named === undefined || hashFor(named) === undefined) {
    return { digest: named ?? digestOfBytes(forms[0]), mediaType, bytes, manifest };
  }
  const algorithm = digestAlgorithm(named);
  if (!forms.some((form) => digestOfBytes(form, algorithm) === named)) {
    throw digestMismatch(endpoint, wanted.what, named, digestOfBytes(forms[0], algorithm));
  }
  return { digest: named, mediaType, bytes, manifest };
}

/** What a manifest's digest may be made of; the first is what it should be. Some registries hash signatures too. */
function digestedForms(bytes: Uint8Array, { kind }: Manifest): [Uint8Array, ...Uint8Array[]] {
  const signed = kind === "schema1" ? signedPayload(bytes) : undefined;
  return signed === undefined ? [bytes] : [signed, bytes];
}

/**
 * Writes a manifest. Distribution specification, “Pushing Manifests” (end-7). Not retried: after a lost answer, ask with
 * {@link headManifest}.
 *
 * @returns the digest the registry has it under.
 * @throws {RegistryError} `MANIFEST_INVALID`, `MANIFEST_BLOB_UNKNOWN`, `DENIED`.
 */
export async function putManifest(
  registry: Registry,
  repository: RepositoryName,
  reference: ManifestReference,
  bytes: Uint8Array,
  mediaType: string,
  { signal }: RequestOptions = {},
): Promise<{ digest: Digest }> {
  const { headers, body } = await registry.request({
    method: "PUT",
    path: manifestPath(repository, reference),
    headers: { "content-type": mediaType },
    body: bytes,
    scope: repositoryScope(repository, "pull,push"),
    wanted: wantedManifest(repository, reference),
    signal,
  });
  await body.dump();
  return { digest: contentDigest(headers) ?? (isDigest(reference) ? reference : digestOfBytes(bytes)) };
}

/**
 * Deletes a manifest by its digest, with every tag on it. Distribution specification, “Deleting Manifests” (end-9).
 *
 * @throws {RegistryError} `MANIFEST_UNKNOWN`; `UNSUPPORTED` where deletion is switched off; `DENIED`.
 */
export async function deleteManifest(
  registry: Registry,
  repository: RepositoryName,
  digest: Digest,
  options: RequestOptions = {},
): Promise<void> {
  await (await deletion(registry, repository, digest, options)).body.dump();
}

/**
 * Deletes a tag. Distribution specification, “Deleting tags” (end-9), since 1.1. distribution 2.x answers 400 or 405
 * `UNSUPPORTED`, and some registries delete the digest behind the tag instead: lib/cleanup knows what to do about both.
 *
 * @throws {RegistryError} `MANIFEST_UNKNOWN`, `UNSUPPORTED`, `DENIED`.
 */
export async function deleteTag(
  registry: Registry,
  repository: RepositoryName,
  tag: Tag,
  options: RequestOptions = {},
): Promise<void> {
  await (await deletion(registry, repository, tag, options)).body.dump();
}

function deletion(
  registry: Registry,
  repository: RepositoryName,
  reference: ManifestReference,
  { signal }: RequestOptions,
): Promise<RegistryResponse> {
  return registry.request({
    method: "DELETE",
    path: manifestPath(repository, reference),
    scope: repositoryScope(repository, "delete"),
    wanted: wantedManifest(repository, reference),
    signal,
  });
}

function wantedManifest(repository: RepositoryName, reference: ManifestReference): Wanted {
  const what = isDigest(reference) ? `${repository}@${reference}` : `the tag ${reference} of ${repository}`;
  return { what, unknown: "MANIFEST_UNKNOWN", params: { repository, reference } };
}

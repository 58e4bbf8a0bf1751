import { type Digest, digestAlgorithm } from "#lib/oci/digest.ts";
import { bareMediaType, isSchema1MediaType, manifestAccept } from "#lib/oci/media-types.ts";
import { isDigestReference } from "#lib/oci/reference.ts";
import type { Wanted } from "./answer-error.ts";
import { type ApiPath, formatApiPath } from "./api-path.ts";
import { bytesOf, freeing, readErrorBody } from "./body.ts";
import { digestMismatch, digestOfBytes, digestOfHash, hashFor } from "./content-digest.ts";
import { manifestLimit } from "./manifests.ts";
import type { Registry, RegistryResponse } from "./open.ts";
import { nextPath } from "./paging.ts";
import { repositoryScope } from "./paths.ts";
import { signedPayload } from "./signed-payload.ts";

/** A request to be passed on. */
export interface ForwardedRequest {
  readonly method: "GET" | "HEAD" | "DELETE";
  readonly path: ApiPath;
  /** The query with its question mark, or nothing. */
  readonly search: string;
  readonly headers: Headers;
  /** Where this registry's `/v2/` is to be found by whoever asks, such as `/api/registries/prod`: links lead there. */
  readonly base: string;
  readonly signal: AbortSignal;
}

/** A registry's own answer, as far as it may be passed on. */
export interface ForwardedResponse {
  readonly status: number;
  readonly headers: Headers;
  /** Null where there is none. Breaks off where the bytes turn out not to be those of the digest that was asked for. */
  readonly body: AsyncGenerator<Uint8Array, void, void> | null;
}

/** Everything else of a request stays here: cookies and credentials for Stowage above all. */
const requestHeaders = [
  "accept",
  "if-match",
  "if-modified-since",
  "if-none-match",
  "if-range",
  "if-unmodified-since",
  "range",
];

/**
 * Everything else of an answer stays here: cookies, hop-by-hop headers, and `WWW-Authenticate`, by which a browser would ask
 * its user for the registry's password.
 */
const responseHeaders = [
  "accept-ranges",
  "content-encoding",
  "content-length",
  "content-range",
  "content-type",
  "docker-content-digest",
  "docker-distribution-api-version",
  "etag",
  "last-modified",
  "oci-filters-applied",
  "oci-subject",
  "retry-after",
  "warning",
];

/**
 * Passes a request on to a registry with its credentials, and its answer back: status and body as they are, whatever they
 * are. Bodies are streamed. A whole blob or manifest asked for by digest is checked against it as it passes.
 *
 * @throws {RegistryError} where no answer came, or the registry redirects to where Stowage does not follow.
 */
export async function forward(registry: Registry, asked: ForwardedRequest): Promise<ForwardedResponse> {
  const { method, path, signal } = asked;
  const target = `${formatApiPath(path)}${asked.search}`;
  const response = await registry.request({
    method,
    path: target,
    headers: { ...kept(requestHeaders, (name) => asked.headers.get(name) ?? undefined), ...acceptFor(asked) },
    scope: scopeOf(path, method),
    passAll: true,
    elsewhere: path.kind === "blob",
    wanted: wantedOf(path),
    signal,
  });
  const headers = new Headers(kept(responseHeaders, (name) => joined(response.headers[name])));
  const link = joined(response.headers.link);
  const next = link === undefined ? undefined : nextPath(registry.endpoint, target, link);
  if (next !== undefined) headers.set("link", `<${asked.base}${next}>; rel="next"`);
  if (method === "HEAD" || bodiless.has(response.status)) {
    await response.body.dump();
    return { status: response.status, headers, body: null };
  }
  if (response.status >= 400) {
    const bytes = await readErrorBody(registry.endpoint, response.body);
    headers.set("content-length", String(bytes.byteLength));
    return { status: response.status, headers, body: only(bytes) };
  }
  return {
    status: response.status,
    headers,
    body: freeing(response.body, passing(registry, asked, response)),
  };
}

/** Statuses whose answers have no body. Fetch standard, “null body status”. */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * Who takes anything for a manifest (a browser, curl) gets it as it is: distribution 2.8.2 does not know that word, would
 * convert Docker's schema 2 to schema 1, and denies having what is OCI's.
 */
function acceptFor({ path, headers }: ForwardedRequest): { accept?: string } {
  const accept = headers.get("accept") ?? "*/*";
  return path.kind === "manifest" && /(?:^|,)\s*\*\/\*/.test(accept)
    ? { accept: `${accept}, ${manifestAccept}` }
    : {};
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, void> {
  if (bytes.byteLength > 0) yield bytes;
}

async function* passing(
  { endpoint }: Registry,
  { method, path }: ForwardedRequest,
  { status, headers, body }: RegistryResponse,
): AsyncGenerator<Uint8Array, void, void> {
  const asItIs = headers["content-encoding"] === undefined;
  const digest = method === "GET" && status === 200 && asItIs ? digestIn(path) : undefined;
  const hash = digest === undefined ? undefined : hashFor(digest);
  // The digest of Docker's signed schema 1 is that of a part of its bytes, so they are kept; it is small.
  const signed = isSchema1MediaType(bareMediaType(String(headers["content-type"] ?? "")));
  const chunks: Uint8Array[] = [];
  let length = 0;
  // The bytes that make it whole wait until all were checked: who knows the length would else take wrong ones for it.
  const whole = Number(headers["content-length"] ?? Number.POSITIVE_INFINITY);
  let held: Uint8Array | undefined;
  for await (const chunk of bytesOf(endpoint, body)) {
    hash?.update(chunk);
    length += chunk.byteLength;
    if (signed && length <= manifestLimit) chunks.push(chunk);
    if (length >= whole) held = chunk;
    else yield chunk;
  }
  if (digest !== undefined && hash !== undefined) {
    const got = digestOfHash(hash, digest);
    const payload = signed && length <= manifestLimit ? signedPayload(Buffer.concat(chunks)) : undefined;
    const ofPayload = payload === undefined ? got : digestOfBytes(payload, digestAlgorithm(digest));
    if (got !== digest && ofPayload !== digest) {
      throw digestMismatch(endpoint, wantedOf(path).what, digest, got);
    }
  }
  if (held !== undefined) yield held;
}

function digestIn(path: ApiPath): Digest | undefined {
  if (path.kind === "blob") return path.digest;
  return path.kind === "manifest" && isDigestReference(path.reference) ? path.reference : undefined;
}

function scopeOf(path: ApiPath, method: ForwardedRequest["method"]): string {
  if (path.kind === "root") return "";
  if (path.kind === "catalog") return "registry:catalog:*";
  return repositoryScope(path.repository, method === "DELETE" ? "delete" : "pull");
}

function wantedOf(path: ApiPath): Wanted {
  if (path.kind === "root" || path.kind === "catalog")
    return { what: `the ${path.kind}`, unknown: "UNSUPPORTED" };
  return {
    what: formatApiPath(path).slice("/v2/".length),
    unknown: path.kind === "blob" ? "BLOB_UNKNOWN" : "MANIFEST_UNKNOWN",
  };
}

function kept(names: readonly string[], find: (name: string) => string | undefined): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = find(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function joined(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(", ") : value;
}

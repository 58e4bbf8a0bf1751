import type { RegistryEndpoint } from "./endpoint.ts";
import { RegistryError, type RegistryErrorCode } from "./error.ts";

/** What a person is told for each way a connection fails; `{host}` and `{registry}` are filled in. */
const sentences = {
  NAME_NOT_RESOLVED:
    "The name {host} of {registry} is not known to this server’s DNS. Check the endpoint’s spelling.",
  CONNECTION_REFUSED:
    "Nothing listens at {host}, where {registry} should be. Is it running, and is the port right?",
  HOST_UNREACHABLE:
    "This server has no route to {host}, where {registry} should be. Check network and firewall.",
  CONNECTION_LOST: "{registry} ({host}) closed the connection in the middle of an answer.",
  TIMEOUT: "{registry} ({host}) did not answer in time.",
  TLS_SELF_SIGNED:
    "The certificate of {registry} ({host}) is signed by itself. Give its CA in the registry’s settings, or skip verification there.",
  TLS_UNTRUSTED:
    "The certificate of {registry} ({host}) is signed by an authority that this server does not know. Give its CA in the registry’s settings.",
  TLS_EXPIRED:
    "The certificate of {registry} ({host}) is not valid today: it has expired, or is not valid yet.",
  TLS_WRONG_HOST: "The certificate of {registry} is for another name than {host}.",
  TLS_FAILED: "No encrypted connection to {registry} ({host}) came about.",
  HTTP_ON_HTTPS:
    "{registry} ({host}) speaks plain HTTP, but its endpoint says https. Write http:// and allow plain HTTP in its settings.",
  HTTPS_ON_HTTP:
    "{registry} ({host}) speaks HTTPS, but its endpoint says http. Write https:// in its settings.",
  CANCELLED: "The request to {registry} was given up, because nobody waits for it any more.",
} satisfies Partial<Record<RegistryErrorCode, string>>;

type ConnectionCode = keyof typeof sentences;

/** Node's and OpenSSL's codes, as the failures they stand for. */
const byCode: Readonly<Record<string, ConnectionCode>> = {
  ENOTFOUND: "NAME_NOT_RESOLVED",
  EAI_AGAIN: "NAME_NOT_RESOLVED",
  EAI_NODATA: "NAME_NOT_RESOLVED",
  ECONNREFUSED: "CONNECTION_REFUSED",
  EHOSTUNREACH: "HOST_UNREACHABLE",
  ENETUNREACH: "HOST_UNREACHABLE",
  EADDRNOTAVAIL: "HOST_UNREACHABLE",
  ECONNRESET: "CONNECTION_LOST",
  EPIPE: "CONNECTION_LOST",
  UND_ERR_SOCKET: "CONNECTION_LOST",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "CONNECTION_LOST",
  UND_ERR_CLOSED: "CANCELLED",
  UND_ERR_DESTROYED: "CANCELLED",
  UND_ERR_ABORTED: "CANCELLED",
  ABORT_ERR: "CANCELLED",
  ETIMEDOUT: "TIMEOUT",
  UND_ERR_CONNECT_TIMEOUT: "TIMEOUT",
  UND_ERR_HEADERS_TIMEOUT: "TIMEOUT",
  UND_ERR_BODY_TIMEOUT: "TIMEOUT",
  DEPTH_ZERO_SELF_SIGNED_CERT: "TLS_SELF_SIGNED",
  SELF_SIGNED_CERT_IN_CHAIN: "TLS_UNTRUSTED",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "TLS_UNTRUSTED",
  UNABLE_TO_GET_ISSUER_CERT: "TLS_UNTRUSTED",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "TLS_UNTRUSTED",
  CERT_UNTRUSTED: "TLS_UNTRUSTED",
  CERT_HAS_EXPIRED: "TLS_EXPIRED",
  CERT_NOT_YET_VALID: "TLS_EXPIRED",
  ERR_TLS_CERT_ALTNAME_INVALID: "TLS_WRONG_HOST",
  ERR_SSL_WRONG_VERSION_NUMBER: "HTTP_ON_HTTPS",
  ERR_SSL_PACKET_LENGTH_TOO_LONG: "HTTP_ON_HTTPS",
  ERR_SSL_HTTP_REQUEST: "HTTP_ON_HTTPS",
};

/**
 * A failure of the connection itself as a {@link RegistryError}; one that is none already is given back as it is.
 *
 * @param at what was connected to, where that was not the registry: its token server, or where its blobs are.
 */
export function connectionError(
  endpoint: RegistryEndpoint,
  error: unknown,
  at: URL = new URL(endpoint.url),
): RegistryError {
  if (error instanceof RegistryError) return error;
  return connectionFailure(endpoint, connectionCode(error, at.protocol === "https:"), error, at);
}

/** The failure of a code, with its sentence. */
export function connectionFailure(
  endpoint: RegistryEndpoint,
  code: ConnectionCode,
  cause?: unknown,
  at: URL = new URL(endpoint.url),
): RegistryError {
  const params = { registry: endpoint.name, host: at.host };
  const message = sentences[code].replace("{registry}", params.registry).replace("{host}", params.host);
  return new RegistryError({ code, registry: endpoint.slug, message, params, cause });
}

/**
 * Which failure an error of undici, Node or OpenSSL is.
 *
 * @param encrypted whether the connection was meant to be TLS.
 */
export function connectionCode(error: unknown, encrypted: boolean): ConnectionCode {
  for (const link of chainOf(error)) {
    const known = byCode[link.code ?? ""];
    if (known !== undefined) return known;
    if (link.name === "TimeoutError") return "TIMEOUT";
    // Node's AbortError, and ResponseAborted, which is what Next aborts with when a person leaves.
    if (link.name === "AbortError" || link.name === "ResponseAborted") return "CANCELLED";
    // undici's parser, given the first bytes of a TLS alert where it expects “HTTP/1.1”.
    if (link.name === "HTTPParserError" && !encrypted) return "HTTPS_ON_HTTP";
    if (/wrong version number|packet length too long/i.test(link.message)) return "HTTP_ON_HTTPS";
    if (link.code?.startsWith("ERR_SSL_") || link.code === "EPROTO") return "TLS_FAILED";
  }
  return "CONNECTION_LOST";
}

interface Link {
  readonly code: string | undefined;
  readonly name: string;
  readonly message: string;
}

/** An error, its causes, and the several attempts of a connection to a host with several addresses. */
function chainOf(error: unknown, depth = 0): Link[] {
  if (!(error instanceof Error) || depth > 5) return [];
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const attempts = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  return [
    { code, name: error.name, message: error.message },
    ...[error.cause, ...attempts].flatMap((inner) => chainOf(inner, depth + 1)),
  ];
}

/** Codes of the distribution specification, “Error Codes”, and of distribution itself. */
const specCodes = [
  "BLOB_UNKNOWN",
  "BLOB_UPLOAD_INVALID",
  "BLOB_UPLOAD_UNKNOWN",
  "DIGEST_INVALID",
  "MANIFEST_BLOB_UNKNOWN",
  "MANIFEST_INVALID",
  "MANIFEST_UNKNOWN",
  "NAME_INVALID",
  "NAME_UNKNOWN",
  "SIZE_INVALID",
  "TAG_INVALID",
  "UNAUTHORIZED",
  "DENIED",
  "UNSUPPORTED",
  "TOOMANYREQUESTS",
  "UNAVAILABLE",
] as const;

type SpecCode = (typeof specCodes)[number];

/** What can be wrong before a registry answers in the specification's words. */
const ownCodes = [
  "NAME_NOT_RESOLVED",
  "CONNECTION_REFUSED",
  "CONNECTION_LOST",
  "HOST_UNREACHABLE",
  "TIMEOUT",
  "TLS_SELF_SIGNED",
  "TLS_UNTRUSTED",
  "TLS_EXPIRED",
  "TLS_WRONG_HOST",
  "TLS_FAILED",
  "HTTP_ON_HTTPS",
  "HTTPS_ON_HTTP",
  "PLAIN_HTTP_FORBIDDEN",
  "REDIRECT_FORBIDDEN",
  "TOKEN_REFUSED",
  "DIGEST_MISMATCH",
  "TOO_LARGE",
  "BAD_RESPONSE",
  "SERVER_ERROR",
  "CANCELLED",
  "TAG_LEFT_BEHIND",
] as const;

type OwnCode = (typeof ownCodes)[number];

/** Every code that {@link RegistryError} has of itself, whatever else a registry sends. */
export const registryErrorCodes = [...specCodes, ...ownCodes] as const;

/** A code to tell failures apart and to translate them by; a registry may send ones that nobody has heard of. */
export type RegistryErrorCode = SpecCode | OwnCode | (string & Record<never, never>);

/** Whether a code means what the specification says, rather than what one registry made it mean. */
export function isSpecCode(code: string): code is SpecCode {
  return specCodes.some((one) => one === code);
}

/** What a {@link RegistryError} is made of. */
export interface RegistryFailure {
  readonly code: RegistryErrorCode;
  /** The registry's slug. */
  readonly registry: string;
  /** A sentence for a person: what failed, at which registry, what to do. */
  readonly message: string;
  /** The HTTP status, where the registry answered. */
  readonly status?: number | undefined;
  /** What a translation of the sentence needs: `registry` is its name, `host` where it is. */
  readonly params?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** A registry could not be asked, or did not do what it was asked for. */
export class RegistryError extends Error {
  override readonly name = "RegistryError";
  readonly code: RegistryErrorCode;
  readonly registry: string;
  readonly status: number | undefined;
  readonly params: Readonly<Record<string, string>>;

  constructor({ code, registry, message, status, params = {}, cause }: RegistryFailure) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.registry = registry;
    this.status = status;
    this.params = params;
  }
}

/**
 * What the advice for a code names, whatever the language; nothing for a code that is not here. Where a problem comes
 * without it, the sentence would have a gap.
 */
const adviceParams: Readonly<Record<string, readonly string[]>> = {
  NAME_NOT_RESOLVED: ["host"],
  CONNECTION_REFUSED: ["host", "registry"],
  HOST_UNREACHABLE: ["host"],
  CONNECTION_LOST: ["host", "registry"],
  TIMEOUT: ["host", "registry"],
  TLS_SELF_SIGNED: ["host"],
  TLS_UNTRUSTED: ["host"],
  TLS_EXPIRED: ["host"],
  TLS_WRONG_HOST: ["host"],
  TLS_FAILED: ["host"],
  HTTP_ON_HTTPS: ["host"],
  HTTPS_ON_HTTP: ["host"],
  PLAIN_HTTP_FORBIDDEN: ["registry"],
  UNAUTHORIZED: ["registry"],
  DENIED: ["registry"],
  TOOMANYREQUESTS: ["registry"],
  BAD_RESPONSE: ["registry"],
  TAG_PROTECTED: ["pattern", "repository", "tag"],
  RETENTION_MOUNTED: ["path"],
  POLICY_NAME_TAKEN: ["name"],
  CRON_INVALID: ["cron"],
  CRON_NEVER: ["cron"],
  TIME_ZONE_UNKNOWN: ["timeZone"],
  SECRET_KEY_UNREADABLE: ["path"],
  TOO_MANY_ATTEMPTS: ["seconds"],
  SETTING_LOCKED: ["variable"],
  TOKEN_EXPIRED: ["name"],
  TOKEN_SCOPE: ["name"],
  TOKENS_TOO_MANY: ["most"],
  MANIFEST_INVALID: ["registry"],
  UNSUPPORTED: ["registry"],
  UNAVAILABLE: ["registry"],
  REDIRECT_FORBIDDEN: ["location", "registry"],
  TOKEN_REFUSED: ["registry"],
  TOO_LARGE: ["registry"],
  SERVER_ERROR: ["status"],
  NAME_INVALID: ["text"],
  TAG_INVALID: ["text"],
  DIGEST_INVALID: ["text"],
  REFERENCE_INVALID: ["text"],
  UNDO_NOT_TAKEN: ["registry"],
  TAG_LEFT_BEHIND: ["registry", "repository", "tag"],
  CROSS_SITE: ["origin"],
};

/** The parameters that the advice for a code needs. */
export function paramsOfAdvice(code: string): readonly string[] {
  return adviceParams[code] ?? [];
}

/**
 * Our status for a registry's error. A registry that refuses Stowage's own credentials must not look as if the person
 * were signed out here, so its 401 and 403 become 502 like other failures between Stowage and a registry.
 */
export function registryErrorStatus(code: string): number {
  return statuses[code] ?? 502;
}

const statuses: Readonly<Record<string, number>> = {
  BLOB_UNKNOWN: 404,
  MANIFEST_UNKNOWN: 404,
  MANIFEST_BLOB_UNKNOWN: 404,
  NAME_UNKNOWN: 404,
  DIGEST_INVALID: 400,
  NAME_INVALID: 400,
  TAG_INVALID: 400,
  UNSUPPORTED: 501,
  TOOMANYREQUESTS: 503,
  TIMEOUT: 504,
  // What nginx answers for it; nobody is there to read it.
  CANCELLED: 499,
};

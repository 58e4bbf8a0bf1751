/** The token that a request carries in its header Authorization, RFC 6750; undefined where there is none. */
export function bearerToken(headers: Headers): string | undefined {
  return /^bearer +([A-Za-z0-9._~+/=-]+) *$/i.exec(headers.get("authorization") ?? "")?.[1];
}

/**
 * Headers of every answer of the API. Bytes from a registry come through it as well, whoever pushed them: they are never
 * guessed to be a page, run no script, and stay within this origin.
 */
const always: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
};

/** Seconds; two years, as browsers' lists want it. */
export const strictTransportSecurity = "max-age=63072000";

/** Adds the headers of every answer of the API; nothing is kept by caches unless the handler has said so. */
export function withApiHeaders(response: Response, https: boolean): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(always)) headers.set(name, value);
  if (https) headers.set("strict-transport-security", strictTransportSecurity);
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

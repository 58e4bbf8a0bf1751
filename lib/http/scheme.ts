import { config } from "#lib/config.ts";

/**
 * Whether the browser speaks HTTPS: STOWAGE_URL says so, or the proxy that STOWAGE_TRUST_PROXY trusts. What an untrusted
 * client writes is dropped before; see client-address.ts.
 */
export function isHttps(headers: Headers): boolean {
  const { publicUrl } = config();
  if (publicUrl !== undefined) return publicUrl.startsWith("https:");
  return headers.get("x-forwarded-proto")?.split(",").at(-1)?.trim() === "https";
}

import { displayText } from "#lib/oci/syntax-error.ts";
import { HttpError } from "./http-error.ts";

/**
 * Refuses a write that another site's page makes with the browser's cookies.
 *
 * Browsers say in Sec-Fetch-Site where a request comes from, and no page can change it; but over plain HTTP to anything
 * but localhost they leave it out. Then Origin must name the host that was asked, or STOWAGE_URL. A request with
 * neither comes from no browser, and so carries nobody's cookies but those that its program was given.
 *
 * @param publicUrl STOWAGE_URL, for a proxy that changes the Host header.
 * @throws {HttpError} `CROSS_SITE`
 */
export function requireSameOrigin(headers: Headers, publicUrl: string | undefined): void {
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  if (site === "same-origin" || site === "none") return;
  if (site === null) {
    if (origin === null || origin === publicUrl) return;
    const host = URL.parse(origin)?.host;
    if (host !== undefined && host !== "" && host === headers.get("host")?.toLowerCase()) return;
  }
  const from = displayText(origin ?? "another site");
  throw new HttpError(
    403,
    "CROSS_SITE",
    `This change was asked for by ${from} and not by a page of Stowage, so it was refused. If Stowage is behind a proxy that changes the Host header, set STOWAGE_URL to the address that people open.`,
    { origin: from },
  );
}

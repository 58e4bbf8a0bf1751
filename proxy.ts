import { type NextRequest, NextResponse } from "next/server";
import { pathHeader } from "#lib/http/next-path.ts";
import { contentSecurityPolicy, pageHeaders } from "#lib/http/page-headers.ts";
import { isHttps } from "#lib/http/scheme.ts";

/**
 * Gives every page its security headers, with a nonce of its own for scripts. Next finds the nonce in the request's
 * policy and puts it on its own tags; a component that writes a script or style tag reads it from `x-nonce`.
 *
 * It decides nothing about access: pages and routes do that themselves, where no path can slip past a pattern.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  headers.set(pathHeader, `${request.nextUrl.pathname}${request.nextUrl.search}`);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  for (const [name, value] of Object.entries(pageHeaders(isHttps(request.headers)))) {
    response.headers.set(name, value);
  }
  return response;
}

export const config = {
  // Not the API, since Next would buffer what streams through here, and not the files of the build. A dot in the path
  // says nothing: repositories and tags have them.
  matcher: "/((?!api/|_next/static/|_next/image).*)",
};

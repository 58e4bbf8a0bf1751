import { absoluteLimit } from "#lib/access/sessions.ts";

/**
 * Over HTTPS the name starts with `__Host-`: browsers then take the cookie only with Secure, from this very host and for
 * all its paths, so that no other host of the domain can plant one.
 */
const secureName = "__Host-stowage-session";
const plainName = "stowage-session";

/** The session's token among a request's cookies; over HTTPS only that of the protected cookie counts. */
export function readSessionToken(
  cookies: { get(name: string): { value: string } | undefined },
  https: boolean,
): string | undefined {
  return cookies.get(https ? secureName : plainName)?.value;
}

/** Cookies of a request's `Cookie` header, as {@link readSessionToken} takes them. */
export function parseCookies(header: string | null): { get(name: string): { value: string } | undefined } {
  const pairs = (header ?? "").split(";").map((pair) => pair.trim());
  return {
    get: (name) => {
      const pair = pairs.find((candidate) => candidate.startsWith(`${name}=`));
      return pair === undefined ? undefined : { value: pair.slice(name.length + 1) };
    },
  };
}

/**
 * The `Set-Cookie` that carries a session's token. It lives as long as a session can; the server ends idle ones earlier.
 *
 * SameSite is Lax, since with Strict whoever opens a link from a chat or an issue arrives signed out. What Lax lets
 * through, navigation by GET, changes nothing here, and writes are checked by same-origin.ts besides.
 */
export function sessionCookie(token: string, https: boolean): string {
  return cookie(token, absoluteLimit / 1000, https);
}

/** The `Set-Cookie` that removes the session's cookie. */
export function expiredSessionCookie(https: boolean): string {
  return cookie("", 0, https);
}

function cookie(value: string, maxAge: number, https: boolean): string {
  const name = https ? secureName : plainName;
  return `${name}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${https ? "; Secure" : ""}`;
}

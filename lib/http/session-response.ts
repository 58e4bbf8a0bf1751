import { expiredSessionCookie, sessionCookie } from "./session-cookie.ts";

/** Answers that somebody is signed in now: the session's token goes into its cookie. */
export function signedIn(token: string, https: boolean): Response {
  return new Response(null, { status: 204, headers: { "set-cookie": sessionCookie(token, https) } });
}

/** Answers that nobody is signed in now. */
export function signedOut(https: boolean): Response {
  return new Response(null, { status: 204, headers: { "set-cookie": expiredSessionCookie(https) } });
}

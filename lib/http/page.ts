import { cookies, headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import type { Visitor } from "#lib/access/principal.ts";
import { includesRole, type Role } from "#lib/access/role.ts";
import { pathHeader } from "./next-path.ts";
import { needsSetup, visitorOfSession } from "./principal.ts";
import { isHttps } from "./scheme.ts";
import { readSessionToken } from "./session-cookie.ts";

/** Who looks at the page; null for a stranger. Asked once a request, however often it is called. */
export const currentPrincipal = cache(async (): Promise<Visitor | null> => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  return visitorOfSession(readSessionToken(jar, isHttps(head)));
});

/**
 * Who looks at a page that needs a role. A stranger is sent to sign in, and back afterwards; where there is no account
 * yet, to create the first. A user whose role is too small gets `app/forbidden.tsx` with status 403.
 */
export async function pagePrincipal(required: Role): Promise<Visitor> {
  const principal = await currentPrincipal();
  if (principal !== null && includesRole(principal.role, required)) return principal;
  if (await needsSetup()) redirect("/welcome");
  if (principal?.kind === "user") forbidden();
  const path = (await headers()).get(pathHeader) ?? "/";
  redirect(path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
}

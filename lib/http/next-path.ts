/** The header in which proxy.ts tells pages their own address, which Next does not. */
export const pathHeader = "x-stowage-path";

/**
 * Where to go after signing in, from `?next=`: a path of this server, so that nobody can send people elsewhere by a link
 * to the sign-in page.
 *
 * @returns `/` for anything else.
 */
export function safeNextPath(text: string | null | undefined): string {
  if (text === null || text === undefined || !text.startsWith("/")) return "/";
  // Browsers drop tabs, take \ for / and resolve dots, so let the same parser decide where it leads.
  const url = URL.parse(text, "http://stowage.invalid");
  if (url?.origin !== "http://stowage.invalid" || url.pathname.startsWith("//")) return "/";
  return `${url.pathname}${url.search}${url.hash}`;
}

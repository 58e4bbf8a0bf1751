const oneYear = 365 * 24 * 60 * 60;

/** Keeps a preference in a cookie, so that the server's next answer is right already. */
export function rememberPreference(name: string, value: string): void {
  // The Cookie Store API is missing where the page is plain HTTP, as it often is inside a company.
  // biome-ignore lint/suspicious/noDocumentCookie: see above
  document.cookie = `${name}=${value}; path=/; max-age=${oneYear}; samesite=lax`;
}

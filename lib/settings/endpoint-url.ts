/** What is wrong with an endpoint, as a code for the interface and a sentence. */
export type EndpointProblem = {
  readonly code: "URL_INVALID" | "URL_SCHEME" | "URL_CREDENTIALS" | "URL_QUERY";
  readonly message: string;
};

/** Longer addresses are nobody's. */
const maximumLength = 2048;

/**
 * A registry's address as Stowage keeps it: a scheme (https where none is written), the host in lower case, no default
 * port, and a path prefix where there is one, without the `/v2` that the API adds and without a slash at the end.
 *
 * @example
 * normaliseEndpointUrl("Registry.example.com/v2/"); // { url: "https://registry.example.com" }
 */
export function normaliseEndpointUrl(text: string): { readonly url: string } | EndpointProblem {
  const trimmed = text.trim();
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(trimmed)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== "http" && scheme !== "https") {
    return { code: "URL_SCHEME", message: "must start with https:// or http://" };
  }
  const url = URL.parse(scheme === undefined ? `https://${trimmed}` : trimmed);
  if (url === null || trimmed.length > maximumLength || /[\s\\\p{Cc}]/u.test(trimmed)) {
    return { code: "URL_INVALID", message: "must be an address such as https://registry.example.com:5000" };
  }
  if (url.username !== "" || url.password !== "") {
    return {
      code: "URL_CREDENTIALS",
      message: "must not hold a user name or a password; they have fields of their own",
    };
  }
  if (url.search !== "" || url.hash !== "" || /[?#]/.test(trimmed)) {
    return { code: "URL_QUERY", message: "must not hold ? or #" };
  }
  const segments = url.pathname.split("/");
  while (["", "v2"].includes(segments.at(-1) ?? "more")) segments.pop();
  return { url: `${url.origin}${segments.join("/")}` };
}

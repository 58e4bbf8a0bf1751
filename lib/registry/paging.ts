import type { RegistryEndpoint } from "./endpoint.ts";
import { RegistryError } from "./error.ts";
import type { Registry, RegistryRequest, RegistryResponse } from "./open.ts";

/**
 * The pages of a list: asks for the first, then follows `Link: <…>; rel="next"` to the end. Distribution specification,
 * “Listing Tags”; distribution's “Catalog”.
 *
 * @throws {RegistryError} `BAD_RESPONSE` where a page leads to one that was there before, or to another server.
 */
export async function* pages(
  registry: Registry,
  first: RegistryRequest,
): AsyncGenerator<RegistryResponse, void, void> {
  const seen = new Set<string>();
  for (let path: string | undefined = first.path; path !== undefined; ) {
    if (seen.has(path)) throw circular(registry.endpoint, path);
    seen.add(path);
    const response = await registry.request({ ...first, path });
    const link = [response.headers.link ?? []].flat().join(", ");
    const next = nextPath(registry.endpoint, path, link);
    yield response;
    path = next;
  }
}

/** Below the endpoint, where the `Link` header leads; undefined on the last page. RFC 8288. */
export function nextPath(endpoint: RegistryEndpoint, path: string, link: string): string | undefined {
  const target = [...link.matchAll(/<([^>]*)>((?:\s*;\s*[^;,=]+(?:=(?:"[^"]*"|[^;,"]*))?)*)/g)].find(
    ([, , parameters]) => /;\s*rel\s*=\s*"?(?:[^"]*\s)?next(?:\s[^"]*)?"?\s*(?:;|$)/i.test(parameters ?? ""),
  )?.[1];
  if (target === undefined) return undefined;
  const here = new URL(endpoint.url + path);
  const prefix = new URL(endpoint.url).pathname.replace(/\/$/, "");
  const to = URL.canParse(target, here) ? new URL(target, here) : undefined;
  const asked = here.pathname.slice(prefix.length);
  // A registry behind a proxy may not know its own scheme and host; its path is what counts, and is asked of the endpoint.
  // Artifactory leaves the key of its Docker repository out of the path, /v2 too in 7.42 (RTFACT-18971).
  const inside =
    to !== undefined && asked.endsWith(to.pathname.replace(/^\/v2(?=\/)/, ""))
      ? asked
      : to?.pathname.startsWith(`${prefix}/v2/`)
        ? to.pathname.slice(prefix.length)
        : to?.pathname.startsWith("/v2/")
          ? to.pathname
          : undefined;
  if (to === undefined || inside === undefined || to.hostname !== here.hostname) {
    throw new RegistryError({
      code: "BAD_RESPONSE",
      registry: endpoint.slug,
      message: `${endpoint.name} says that its list goes on at ${target.slice(0, 200)}, which is not a page of it.`,
      params: { registry: endpoint.name, what: target.slice(0, 200) },
    });
  }
  return `${inside}${to.search}`;
}

function circular(endpoint: RegistryEndpoint, path: string): RegistryError {
  return new RegistryError({
    code: "BAD_RESPONSE",
    registry: endpoint.slug,
    message: `${endpoint.name} leads from page to page in a circle: ${path} came before.`,
    params: { registry: endpoint.name, what: path },
  });
}

import { pathBelow, type RegistryEndpoint } from "./endpoint.ts";
import { RegistryError } from "./error.ts";
import { readLinks } from "./link.ts";
import type { Registry, RegistryRequest, RegistryResponse } from "./open.ts";

/** More pages than this are no list: at a hundred names each, which is what registries give unasked, a million. */
const mostPages = 10_000;

/**
 * The pages of a list: asks for the first, then follows `Link: <…>; rel="next"` to the end. Distribution specification,
 * “Listing Tags”; distribution's “Catalog”.
 *
 * @throws {RegistryError} `BAD_RESPONSE` where a page leads to one that was there before, to another server, or never to an end.
 */
export async function* pages(
  registry: Registry,
  first: RegistryRequest,
  limit: number = mostPages,
): AsyncGenerator<RegistryResponse, void, void> {
  const seen = new Set<string>();
  for (let path: string | undefined = first.path; path !== undefined; ) {
    if (seen.has(path)) throw circular(registry.endpoint, path);
    if (seen.size === limit) throw endless(registry.endpoint, path, limit);
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
  const target = readLinks(link).find(({ relations }) => relations.includes("next"))?.target;
  if (target === undefined) return undefined;
  const next = sameList(endpoint, target, path) ?? pathBelow(endpoint, target, path);
  if (next === undefined) {
    throw new RegistryError({
      code: "BAD_RESPONSE",
      registry: endpoint.slug,
      message: `${endpoint.name} says that its list goes on at ${target.slice(0, 200)}, which is not a page of it.`,
      params: { registry: endpoint.name, what: target.slice(0, 200) },
    });
  }
  return next;
}

/**
 * Artifactory leaves the key of its Docker repository out of the path, /v2 too in 7.42 (RTFACT-18971): a list that ends as
 * the one that was asked for is that one.
 */
function sameList(endpoint: RegistryEndpoint, target: string, path: string): string | undefined {
  const here = new URL(endpoint.url + path);
  const to = URL.parse(target, here);
  const [asked = ""] = path.split("?");
  const end = to?.pathname.replace(/^\/v2(?=\/)/, "") ?? "";
  const same =
    to?.hostname === here.hostname && /\/(?:tags\/list|_catalog)$/.test(end) && asked.endsWith(end);
  return same ? `${asked}${to.search}` : undefined;
}

function circular(endpoint: RegistryEndpoint, path: string): RegistryError {
  return new RegistryError({
    code: "BAD_RESPONSE",
    registry: endpoint.slug,
    message: `${endpoint.name} leads from page to page in a circle: ${path} came before.`,
    params: { registry: endpoint.name, what: path },
  });
}

function endless(endpoint: RegistryEndpoint, path: string, limit: number): RegistryError {
  return new RegistryError({
    code: "BAD_RESPONSE",
    registry: endpoint.slug,
    message: `${endpoint.name} leads from page to page without an end: after ${limit} pages, ${path} was to come.`,
    params: { registry: endpoint.name, what: path },
  });
}

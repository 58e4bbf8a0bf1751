import { HttpResponse, http } from "msw";
import { type DescribedHost, startDescribed } from "../test-described-registry.ts";
import { apiVersion, describeApi, pageOf, refusal } from "./api.ts";
import { blobOrUnknown, imageTags, indexTag, manifestBehind, manifestOrUnknown } from "./shelf.ts";
import { account, basicOf } from "./tokens.ts";

/** An image of the Docker repository at {@link below}. */
export const repository = "team/app";

/** Where a Docker repository without a port of its own is. */
const below = "/repository/docker-hosted";

/**
 * Sonatype Nexus Repository 3. Sonatype's documentation, “Docker Registry”, for repositories by path; regclient/regclient
 * issue 258 for deletion by tag; sonatype/nexus-public issue 317 for its errors.
 */
export async function startNexus(): Promise<DescribedHost & { readonly website: string }> {
  const host = await startDescribed((origin) => [
    ...describeApi(
      {
        refuse: ({ request }) =>
          request.headers.get("authorization") === basicOf(account)
            ? undefined
            : refusal(401, "UNAUTHORIZED", "access to the requested resource is not authorized", {
                ...apiVersion,
                "www-authenticate": 'BASIC realm="Sonatype Nexus Repository Manager"',
              }),
        catalog: () => HttpResponse.json({ repositories: [repository] }),
        tags: ({ url }) => {
          const { names, n, last } = pageOf([...imageTags, indexTag], url, 4);
          const next = `${origin}${below}/v2/${repository}/tags/list?n=${n}&last=${last}`;
          const headers = last === undefined ? undefined : { link: `<${next}>; rel="next"` };
          return HttpResponse.json({ name: repository, tags: names }, headers && { headers });
        },
        manifest: manifestOrUnknown,
        // It looks for a digest of that name, and finds none whether the tag is there or not.
        deletion: ({ reference }) =>
          reference.includes(":") && manifestBehind(reference) !== undefined
            ? new HttpResponse(null, { status: 202 })
            : refusal(404, "MANIFEST_UNKNOWN", "manifest unknown"),
        blob: blobOrUnknown,
        referrers: () => page(404, "404 - Nexus Repository"),
        missing: () => page(404, "404 - Nexus Repository"),
      },
      below,
    ),
    // Everything that is at no repository is the website.
    http.get("*", ({ request }) =>
      new URL(request.url).pathname.startsWith("/repository/broken/")
        ? page(400, "400 - Nexus Repository")
        : page(200, "Sonatype Nexus Repository"),
    ),
  ]);
  return { url: `${host.url}${below}`, asked: host.asked, website: host.url };
}

function page(status: number, title: string): Response {
  return HttpResponse.html(`<!DOCTYPE html><html><head><title>${title}</title></head></html>`, { status });
}

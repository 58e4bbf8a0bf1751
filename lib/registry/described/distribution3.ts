import { HttpResponse } from "msw";
import { type DescribedHost, startDescribed } from "../test-described-registry.ts";
import { describeApi, pageOf, refusal } from "./api.ts";
import { blobOrUnknown, imageTags, indexTag, manifestBehind, manifestOrUnknown } from "./shelf.ts";

/** A repository. */
export const repository = "app";

const catalog = ["app", "base", "tool"];

/**
 * distribution 3. distribution/distribution: `registry/handlers`, for what is other than in 2.8: tags are paged when a
 * page is asked for, and deleted by themselves; there is still no referrers API.
 */
export async function startDistribution3(): Promise<DescribedHost> {
  return startDescribed(() =>
    describeApi({
      catalog: ({ url }) => {
        if (Number(url.searchParams.get("n") ?? 100) > 1000) {
          return refusal(400, "PAGINATION_NUMBER_INVALID", "invalid number of results requested");
        }
        const { names, n, last } = pageOf(catalog, url, 1000);
        const headers =
          last === undefined ? undefined : { link: `</v2/_catalog?last=${last}&n=${n}>; rel="next"` };
        return HttpResponse.json({ repositories: names }, headers && { headers });
      },
      tags: ({ repository: asked }) =>
        asked === repository
          ? HttpResponse.json({ name: asked, tags: [...imageTags, indexTag] })
          : refusal(404, "NAME_UNKNOWN", "repository name not known to registry"),
      manifest: manifestOrUnknown,
      deletion: ({ reference }) =>
        manifestBehind(reference) === undefined
          ? refusal(404, "MANIFEST_UNKNOWN", "manifest unknown")
          : new HttpResponse(null, { status: 202 }),
      blob: blobOrUnknown,
      referrers: () => new HttpResponse("404 page not found\n", { status: 404 }),
    }),
  );
}

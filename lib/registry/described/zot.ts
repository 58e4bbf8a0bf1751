import { HttpResponse } from "msw";
import { type DescribedHost, startDescribed } from "../test-described-registry.ts";
import { apiVersion, describeApi, pageOf, refusal } from "./api.ts";
import {
  blobOrUnknown,
  imageTags,
  indexTag,
  manifestBehind,
  manifestOrUnknown,
  referrersAnswer,
} from "./shelf.ts";
import { account, basicOf } from "./tokens.ts";

/** A repository. */
export const repository = "app";

/**
 * zot. project-zot/zot: `pkg/api/routes.go`.
 *
 * @param catalog repositories that the account may see: the list is filtered, not refused.
 */
export async function startZot(catalog: readonly string[] = ["app", "base", "tool"]): Promise<DescribedHost> {
  return startDescribed(() =>
    describeApi({
      refuse: ({ request }) =>
        request.headers.get("authorization") === basicOf(account)
          ? undefined
          : refusal(401, "UNAUTHORIZED", "authentication required", {
              ...apiVersion,
              "www-authenticate": 'Basic realm="Authorization Required"',
            }),
      catalog: ({ url }) => {
        const { names, n, last } = pageOf(catalog, url, Number.POSITIVE_INFINITY);
        const headers =
          last === undefined ? undefined : { link: `</v2/_catalog?n=${n}&last=${last}>; rel="next"` };
        return HttpResponse.json({ repositories: names }, headers && { headers });
      },
      tags: ({ repository: asked }) =>
        catalog.includes(asked)
          ? HttpResponse.json({ name: asked, tags: [...imageTags, indexTag] })
          : refusal(404, "NAME_UNKNOWN", "repository name not known to registry"),
      manifest: manifestOrUnknown,
      // An unknown repository is a bad request here.
      deletion: ({ repository: asked, reference }) => {
        if (!catalog.includes(asked)) {
          return refusal(400, "NAME_UNKNOWN", "repository name not known to registry");
        }
        return manifestBehind(reference) === undefined
          ? refusal(404, "MANIFEST_UNKNOWN", "manifest unknown")
          : new HttpResponse(null, { status: 202 });
      },
      blob: blobOrUnknown,
      referrers: ({ url }) =>
        referrersAnswer(
          url.searchParams.has("artifactType") ? { "oci-filters-applied": "artifactType" } : {},
        ),
    }),
  );
}

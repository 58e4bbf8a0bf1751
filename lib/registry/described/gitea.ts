import { HttpResponse } from "msw";
import { type DescribedHost, startDescribed } from "../test-described-registry.ts";
import { apiVersion, describeApi, pageOf, refusal } from "./api.ts";
import { blobOrUnknown, imageTags, indexTag, manifestBehind, manifestOrUnknown } from "./shelf.ts";
import { account, allowedBy, basicOf, describeTokens, tokenFor } from "./tokens.ts";

/** A package of {@link account}. */
export const repository = "ada/app";

const catalog = ["ada/app", "ada/base", "team/tool"];

/**
 * Gitea and Forgejo. go-gitea/gitea: `routers/api/packages/container`; its challenge as Gitea 1.27 and Codeberg send it.
 */
export async function startGitea(): Promise<DescribedHost> {
  return startDescribed((origin) => [
    // Scopes are not looked at: a token is a user's. Nor does the answer say how long it is good.
    describeTokens("/v2/token", ({ basic }) =>
      basic === undefined || basic === basicOf(account)
        ? HttpResponse.json({ token: tokenFor(basic === undefined ? [] : ["*"]) })
        : refusal(401, "UNAUTHORIZED", "authentication required"),
    ),
    ...describeApi({
      refuse: ({ request }) =>
        allowedBy(request)?.includes("*") === true
          ? undefined
          : refusal(401, "UNAUTHORIZED", "", {
              ...apiVersion,
              "www-authenticate": `Bearer realm="${origin}/v2/token",service="container_registry",scope="*", Basic realm="${origin}/v2",service="container_registry",scope="*"`,
            }),
      catalog: ({ url }) => {
        const { names, n, last } = pageOf(catalog, url, Number.POSITIVE_INFINITY);
        const query = new URLSearchParams({ last: last ?? "", n: String(n) });
        const headers = last === undefined ? undefined : { link: `</v2/_catalog?${query}>; rel="next"` };
        return HttpResponse.json({ repositories: names }, headers && { headers });
      },
      tags: ({ repository: asked }) =>
        asked === repository
          ? HttpResponse.json({ name: asked, tags: [...imageTags, indexTag] }, { headers: apiVersion })
          : refusal(404, "NAME_UNKNOWN", ""),
      manifest: manifestOrUnknown,
      // The messages of its errors are empty.
      deletion: ({ reference }) =>
        manifestBehind(reference) === undefined
          ? refusal(404, "MANIFEST_UNKNOWN", "")
          : new HttpResponse(null, { status: 202, headers: apiVersion }),
      blob: blobOrUnknown,
      referrers: () => new HttpResponse("404 page not found\n", { status: 404 }),
    }),
  ]);
}

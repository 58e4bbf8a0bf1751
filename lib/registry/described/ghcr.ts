import { HttpResponse } from "msw";
import { type DescribedHost, startDescribed } from "../test-described-registry.ts";
import { apiVersion, describeApi, pageOf, refusal } from "./api.ts";
import { blobOrUnknown, image, imageTags, indexTag, manifestOrUnknown, referrersAnswer } from "./shelf.ts";
import { account, allowedBy, basicOf, describeTokens, tokenAnswer } from "./tokens.ts";

/** A private package of {@link account}. */
export const repository = "ada/app";

/** GitHub's container registry, ghcr.io. It is its own token server. */
export async function startGhcr(): Promise<DescribedHost> {
  return startDescribed((origin) => [
    // A package that is not there or not the account's gives 403 here, before the registry is asked at all.
    describeTokens("/token", ({ basic, scopes }) => {
      if (basic !== undefined && basic !== basicOf(account)) {
        return refusal(403, "DENIED", "requested access to the resource is denied");
      }
      const others = scopes.filter((scope) => !scope.startsWith(`repository:${repository}:`));
      return basic === undefined || others.length > 0
        ? refusal(403, "DENIED", "requested access to the resource is denied")
        : tokenAnswer(scopes);
    }),
    ...describeApi({
      // sigstore/cosign issue 3434 has the exchange: the root's challenge names a package that nobody has.
      refuse: ({ request, repository: asked }, scope) =>
        allowedBy(request) === undefined
          ? refusal(401, "UNAUTHORIZED", "authentication required", {
              ...apiVersion,
              "www-authenticate": `Bearer realm="${origin}/token",service="ghcr.io",scope="${asked === "" ? "repository:user/image:pull" : scope}"`,
            })
          : undefined,
      // microsoft/vscode-docker issues 1525 and 1938: no catalog.
      tags: ({ url }) => {
        const { names, n, last } = pageOf([...imageTags, indexTag], url, 3);
        const link = `</v2/${repository}/tags/list?last=${last}&n=${n}>; rel="next"`;
        return HttpResponse.json(
          { name: repository, tags: names },
          { headers: last === undefined ? {} : { link } },
        );
      },
      manifest: (asked) =>
        asked.reference === image.content.digest.replace(":", "-")
          ? referrersAnswer()
          : manifestOrUnknown(asked),
      // containers/skopeo issue 1880: packages are deleted by GitHub's own API alone.
      deletion: () => refusal(405, "UNSUPPORTED", "The operation is unsupported."),
      blob: blobOrUnknown,
      // artifacthub/hub issue 4785: the path is taken for one of the website, with the digest cut off at its colon.
      referrers: () =>
        new HttpResponse(null, {
          status: 303,
          headers: {
            location: `http://127.0.0.9/-/v2/packages/container/package/${encodeURIComponent(repository)}%2Freferrers%2Fsha256`,
          },
        }),
    }),
  ]);
}

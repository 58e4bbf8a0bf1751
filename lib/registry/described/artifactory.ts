import { HttpResponse } from "msw";
import { type DescribedHost, startDescribed } from "../test-described-registry.ts";
import { apiVersion, describeApi, pageOf, refusal } from "./api.ts";
import { blobOrUnknown, image, imageTags, indexTag, manifestOrUnknown, referrersAnswer } from "./shelf.ts";
import { account, basicOf } from "./tokens.ts";

/** An image in the Docker repository `docker-remote`: its key is the first part of the name (“Repository Path” method). */
export const repository = "docker-remote/library/app";

/**
 * JFrog Artifactory. renovatebot/renovate issues 15030 and 15080, and the bug they name, RTFACT-18971, for its links;
 * google/go-containerregistry pull request 2026 for referrers.
 *
 * @param link what the link to the next page leaves out; both were seen.
 */
export async function startArtifactory(link: "key" | "key and v2" = "key"): Promise<DescribedHost> {
  return startDescribed(() =>
    describeApi({
      // A body with a status instead of a code.
      refuse: ({ request }) =>
        request.headers.get("authorization") === basicOf(account)
          ? undefined
          : HttpResponse.json(
              { errors: [{ status: 401, message: "Bad credentials" }] },
              {
                status: 401,
                headers: { ...apiVersion, "www-authenticate": 'Basic realm="Artifactory Realm"' },
              },
            ),
      catalog: () => HttpResponse.json({ repositories: [repository] }),
      tags: ({ url, repository: asked }) => {
        if (asked !== repository)
          return refusal(404, "NAME_UNKNOWN", "Repository name not known to registry.");
        const { names, n, last } = pageOf([...imageTags, indexTag], url, 4);
        const next = `${link === "key" ? "/v2" : ""}/library/app/tags/list?last=${last}&n=${n}`;
        const headers = last === undefined ? undefined : { link: `<${next}>; rel="next", ` };
        return HttpResponse.json({ name: asked, tags: names }, headers && { headers });
      },
      manifest: (asked) =>
        asked.reference === image.content.digest.replace(":", "-")
          ? referrersAnswer()
          : manifestOrUnknown(asked),
      deletion: () => new HttpResponse(null, { status: 404 }),
      blob: blobOrUnknown,
      referrers: () => new HttpResponse(null, { status: 406 }),
    }),
  );
}

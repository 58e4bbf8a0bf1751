import { HttpResponse } from "msw";
import { type DescribedHost, startDescribed } from "../test-described-registry.ts";
import { apiVersion, describeApi, refusal } from "./api.ts";
import { type ObjectStorage, startObjectStorage } from "./object-storage.ts";
import { imageTags, indexTag, manifestBehind } from "./shelf.ts";
import { basicOf } from "./tokens.ts";

/** A repository of the account. */
export const repository = "team/app";

/** Every repository. */
export const catalog = ["team/app", "team/base", "team/tool"];

/** What `aws ecr get-login-password` gives; good for twelve hours. */
export const login = { username: "AWS", password: "eyJwYXlsb2FkIjoi" };

/** One that was good yesterday. */
export const expired = { ...login, password: "eyJ5ZXN0ZXJkYXki" };

/**
 * Amazon ECR. Amazon's user guide, “Private registry authentication”: HTTP API authentication; NVIDIA/enroot issue 59 for
 * its challenge, deitch/docker_registry2 issue 34 and CodesWhat/drydock pull request 927 for its pages, containers/image
 * issue 1010 for deletion, notaryproject/ratify issue 231 for referrers before 2024.
 */
export async function startEcr(): Promise<{
  readonly registry: DescribedHost;
  readonly storage: ObjectStorage;
}> {
  const storage = await startObjectStorage("127.0.0.3");
  const notFound = () =>
    new HttpResponse("404 page not found\n", { status: 404, headers: { "content-type": "text/plain" } });
  const registry = await startDescribed((origin) => {
    /** A page of two names and an opaque token of what follows; JSON that calls itself text. */
    const page = (url: URL, all: readonly string[], body: (names: readonly string[]) => object) => {
      if (Number(url.searchParams.get("n") ?? 1) > 1000) {
        const constraint = "Member must have value less than or equal to 1000";
        const message = `Invalid parameter at 'maxResults' failed to satisfy constraint: '${constraint}'`;
        return refusal(405, "UNSUPPORTED", message);
      }
      const from = Number(url.searchParams.get("last")?.replace("token+/=", "") ?? 0);
      const headers = new Headers({ ...apiVersion, "content-type": "text/plain; charset=utf-8" });
      if (from + 2 < all.length) {
        const last = encodeURIComponent(`token+/=${from + 2}`);
        headers.set("link", `<${origin}${url.pathname}?last=${last}>; rel="next"`);
      }
      return new HttpResponse(JSON.stringify(body(all.slice(from, from + 2))), { headers });
    };
    return describeApi({
      refuse: ({ request }) => {
        const sent = request.headers.get("authorization");
        if (sent === basicOf(login)) return undefined;
        if (sent === basicOf(expired)) {
          const message = "Your authorization token has expired. Reauthenticate and try again.";
          return refusal(403, "DENIED", message);
        }
        return new HttpResponse("Not Authorized\n", {
          status: 401,
          headers: {
            ...apiVersion,
            "content-type": "text/plain; charset=utf-8",
            "www-authenticate": `Basic realm="${origin}/",service="ecr.amazonaws.com"`,
          },
        });
      },
      catalog: ({ url }) => page(url, catalog, (repositories) => ({ repositories })),
      tags: ({ url, repository: asked }) =>
        catalog.includes(asked)
          ? page(url, [...imageTags, indexTag], (tags) => ({ name: asked, tags }))
          : refusal(
              404,
              "NAME_UNKNOWN",
              `The repository with name '${asked}' does not exist in the registry`,
            ),
      manifest: ({ reference }) => {
        const answer = manifestBehind(reference);
        // The digest is not always told.
        answer?.headers.delete("docker-content-digest");
        return answer ?? refusal(404, "MANIFEST_UNKNOWN", "Requested image not found");
      },
      deletion: notFound,
      blob: ({ reference }) => storage.redirect(reference),
      referrers: notFound,
    });
  });
  return { registry, storage };
}

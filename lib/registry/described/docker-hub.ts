import { HttpResponse } from "msw";
import { type DescribedHost, startDescribed } from "../test-described-registry.ts";
import { apiVersion, describeApi, refusal } from "./api.ts";
import { type ObjectStorage, startObjectStorage } from "./object-storage.ts";
import { imageTags, indexTag, manifestOrUnknown } from "./shelf.ts";
import { account, allowedBy, basicOf, describeTokens, tokenAnswer } from "./tokens.ts";

/** A public repository. */
export const repository = "library/app";

/** Docker Hub is three hosts: registry-1.docker.io, auth.docker.io, and storage. */
export interface DockerHub {
  readonly registry: DescribedHost;
  readonly auth: DescribedHost;
  readonly storage: ObjectStorage;
}

/**
 * Docker Hub. Docker's documentation, “Docker Hub pull usage and limits”; docker/hub-feedback issues 2094 (the catalog's
 * exchange) and 2360 (no deletion).
 *
 * @param limited how many requests for manifests are one too many, and how long Docker Hub then wants to be left alone.
 */
export async function startDockerHub(
  limited: { readonly times: number; readonly retryAfter?: string } = { times: 0 },
): Promise<DockerHub> {
  const storage = await startObjectStorage("127.0.0.3");
  const auth = await startDescribed(
    () => [
      describeTokens("/token", ({ basic, scopes }) => {
        if (basic !== undefined && basic !== basicOf(account)) {
          return HttpResponse.json({ details: "incorrect username or password" }, { status: 401 });
        }
        // Everybody gets a token; it allows what is public, and never the catalog.
        return tokenAnswer(scopes.filter((scope) => scope === `repository:${repository}:pull`));
      }),
    ],
    "127.0.0.2",
  );
  let left = limited.times;
  const registry = await startDescribed(() =>
    describeApi({
      refuse: ({ request }, scope) => {
        const allowed = allowedBy(request);
        if (allowed !== undefined && (scope === "" || scope.endsWith(":delete") || allowed.includes(scope))) {
          return undefined;
        }
        const error = allowed === undefined ? "" : ',error="insufficient_scope"';
        return refusal(401, "UNAUTHORIZED", "authentication required", {
          ...apiVersion,
          "www-authenticate": `Bearer realm="${auth.url}/token",service="registry.docker.io"${scope && `,scope="${scope}"`}${error}`,
        });
      },
      tags: () => HttpResponse.json({ name: repository, tags: [...imageTags, indexTag] }),
      manifest: (asked) => {
        if (left === 0) return manifestOrUnknown(asked);
        left -= 1;
        return refusal(
          429,
          "TOOMANYREQUESTS",
          "You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit",
          {
            "ratelimit-limit": "100;w=21600",
            "ratelimit-remaining": "0;w=21600",
            ...(limited.retryAfter === undefined ? {} : { "retry-after": limited.retryAfter }),
          },
        );
      },
      deletion: () => refusal(405, "UNSUPPORTED", "The operation is unsupported."),
      blob: ({ reference }) => storage.redirect(reference),
      referrers: () => new HttpResponse("404 page not found\n", { status: 404 }),
    }),
  );
  return { registry, auth, storage };
}
